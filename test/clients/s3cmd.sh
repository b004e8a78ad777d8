# s3cmd, as it is: lists with the first version of ListObjects, deletes many at once.
host=${ENDPOINT#http://}
s() {
  s3cmd --config=/dev/null --access_key="$AWS_ACCESS_KEY_ID" --secret_key="$AWS_SECRET_ACCESS_KEY" --no-ssl --host="$host" \
    --host-bucket="$host" "$@"
}
mkdir -p s3cmd && echo one > 's3cmd/a & b.txt' && echo two > s3cmd/two.txt
s mb s3://with-s3cmd
s sync s3cmd/ s3://with-s3cmd/folder/
s put --multipart-chunk-size-mb=5 big.bin s3://with-s3cmd/
s get --force s3://with-s3cmd/big.bin s3cmd.bin && cmp s3cmd.bin big.bin
s mv s3://with-s3cmd/folder/two.txt s3://with-s3cmd/moved.txt
[ "$(s la | grep -c s3://with-s3cmd/)" = 3 ]
s info s3://with-s3cmd
s del --recursive --force s3://with-s3cmd
s rb s3://with-s3cmd

# s4cmd, as it is.
export S3_ACCESS_KEY=$AWS_ACCESS_KEY_ID S3_SECRET_KEY=$AWS_SECRET_ACCESS_KEY
s() { s4cmd --endpoint-url "$ENDPOINT" "$@"; }
mkdir -p s4cmd && echo one > 's4cmd/a & b.txt' && echo two > s4cmd/two.txt
s mb s3://with-s4cmd
s dsync -r s4cmd s3://with-s4cmd/folder
s put big.bin s3://with-s4cmd/big.bin --multipart-split-size=6000000 --max-singlepart-upload-size=6000000
s get -f s3://with-s4cmd/big.bin s4cmd.bin && cmp s4cmd.bin big.bin
s mv s3://with-s4cmd/folder/two.txt s3://with-s4cmd/moved.txt
[ "$(s ls -r s3://with-s4cmd | wc -l)" = 3 ]
s del -r s3://with-s4cmd/
[ "$(s ls -r s3://with-s4cmd | wc -l)" = 0 ]

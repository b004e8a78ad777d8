# rclone, as it is: makes the bucket with an ACL, lists by pages, sends in parts, copies within the bucket.
r() {
  rclone --config /dev/null --retries 1 --low-level-retries 1 --s3-provider Other --s3-access-key-id "$AWS_ACCESS_KEY_ID" \
    --s3-secret-access-key "$AWS_SECRET_ACCESS_KEY" --s3-endpoint "$ENDPOINT" "$@"
}
mkdir -p rclone && echo one > 'rclone/a & "b" <c>.txt' && echo two > rclone/two.txt
r mkdir :s3:with-rclone
r sync rclone :s3:with-rclone/folder
r check rclone :s3:with-rclone/folder
r copyto big.bin :s3:with-rclone/big.bin --s3-chunk-size 5M --s3-upload-cutoff 6M
r cat :s3:with-rclone/big.bin | cmp - big.bin
r copyto :s3:with-rclone/big.bin :s3:with-rclone/copy.bin
r cat :s3:with-rclone/copy.bin | cmp - big.bin
r moveto :s3:with-rclone/folder/two.txt :s3:with-rclone/moved.txt
[ "$(r lsf -R :s3:with-rclone | sort | tr '\n' ' ')" = 'big.bin copy.bin folder/ folder/a & "b" <c>.txt moved.txt ' ]
r purge :s3:with-rclone

# s3fs, as it is: a folder of this machine that is a bucket.
echo "$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY" > s3fs.password && chmod 600 s3fs.password
mkdir -p mounted
s3fs with-s3fs mounted -o passwd_file=s3fs.password,url="$ENDPOINT",use_path_request_style
trap 'fusermount -u mounted' EXIT
echo one > 'mounted/a & b.txt' && cat 'mounted/a & b.txt'
mkdir mounted/folder && cp big.bin mounted/folder/ && cmp big.bin mounted/folder/big.bin
mv 'mounted/a & b.txt' mounted/folder/moved.txt
[ "$(ls mounted/folder | tr '\n' ' ')" = 'big.bin moved.txt ' ]
rm -r mounted/folder
[ -z "$(ls mounted)" ]

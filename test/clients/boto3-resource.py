# boto3's resources, as they are: they list with the first version of ListObjects, and send large files in parts.
import os
import boto3

s3 = boto3.resource('s3', endpoint_url=os.environ['ENDPOINT'], region_name='us-east-1')
s3.create_bucket(Bucket='with-boto3-private', ACL='private').delete()
s3.create_bucket(Bucket='with-boto3-enforced', ObjectOwnership='BucketOwnerEnforced').delete()
bucket = s3.create_bucket(Bucket='with-boto3')
for number in range(5):
    bucket.put_object(Key=f'folder/{number}', Body=b'x')
bucket.put_object(Key='a "b" & <c>/d.txt', Body=b'one')
bucket.upload_file('big.bin', 'big.bin')
keys = ['a "b" & <c>/d.txt', 'big.bin', *(f'folder/{number}' for number in range(5))]
assert [each.key for each in bucket.objects.all()] == keys
assert [each.key for each in bucket.objects.page_size(2)] == keys
listed = s3.meta.client.list_objects(Bucket='with-boto3', Delimiter='/')
assert [each['Prefix'] for each in listed['CommonPrefixes']] == ['a "b" & <c>/', 'folder/']
s3.Object('with-boto3', 'copy').copy({'Bucket': 'with-boto3', 'Key': 'big.bin'})
assert s3.Object('with-boto3', 'copy').content_length == os.path.getsize('big.bin')
assert bucket.Versioning().status is None
bucket.objects.all().delete()
bucket.delete()

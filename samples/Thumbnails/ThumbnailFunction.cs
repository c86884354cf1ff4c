using System.Threading.Tasks;
using Amazon.Lambda.Core;
using Amazon.Lambda.S3Events;
using Amazon.Lambda.Serialization.SystemTextJson;
using Amazon.S3;
using Amazon.S3.Transfer;

[assembly: LambdaSerializer(typeof(DefaultLambdaJsonSerializer))]

namespace Thumbnails;

/// <summary>
/// Makes a still picture and a contact sheet of each video that is uploaded, with ffmpeg from a layer. All invocations of the process write to one /tmp. ClassicMaker is written as
/// for classic Lambda, and every hazard is marked; PrivateMaker does the same things right.
/// </summary>
public sealed class ThumbnailFunction
{
    private readonly ClassicMaker _classic;
    private readonly PrivateMaker _private;

    public ThumbnailFunction()
    {
        var transfer = new TransferUtility(new AmazonS3Client());
        _classic = new ClassicMaker(transfer);
        _private = new PrivateMaker(transfer);
    }

    public async Task HandleAsync(S3Event upload, ILambdaContext context)
    {
        foreach (var record in upload.Records)
        {
            var video = new Video(record.S3.Bucket.Name, record.S3.Object.KeyDecoded);
            if (video.Key.StartsWith("classic/"))
            {
                await _classic.StillAsync(video);
                await _classic.ContactSheetAsync(video);
                await _classic.LogAsync(video);
                await _classic.CaptionAsync(video);
            }
            else
            {
                await _private.StillAsync(video);
                await _private.ContactSheetAsync(video);
                await _private.LogAsync(video);
                await _private.CaptionAsync(video);
            }
        }
    }
}

public sealed record Video(string Bucket, string Key)
{
    public string KeyOf(string kind) => $"{kind}/{Key}.jpg";
}

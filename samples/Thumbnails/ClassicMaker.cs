using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Amazon.S3.Transfer;

namespace Thumbnails;

/// <summary>Every path here is one that another invocation may use at the same time.</summary>
public sealed class ClassicMaker(TransferUtility transfer)
{
    private const string Watermark = "/tmp/watermark.png";

    public async Task StillAsync(Video video)
    {
        // Hazard (LMI2004): while one invocation downloads, the next finds the file, and reads half of it.
        if (!File.Exists(Watermark))
        {
            await transfer.DownloadAsync(Watermark, "assets", "watermark.png");
        }

        // Hazard (LMI2002): the same object is uploaded twice, or the event is delivered again.
        var source = Path.Combine("/tmp", Path.GetFileName(video.Key));
        await transfer.DownloadAsync(source, video.Bucket, video.Key);

        // Hazard (LMI2001): one still for all; the upload may send that of another video.
        const string Still = "/tmp/still.jpg";
        using (var ffmpeg = Process.Start("/opt/bin/ffmpeg", $"-y -i {source} -i {Watermark} -filter_complex overlay -frames:v 1 {Still}"))
        {
            await ffmpeg.WaitForExitAsync();
        }

        await transfer.UploadAsync(Still, video.Bucket, video.KeyOf("still"));
        File.Delete(source);
    }

    public async Task ContactSheetAsync(Video video)
    {
        var source = Path.GetTempFileName();
        await transfer.DownloadAsync(source, video.Bucket, video.Key);

        // Hazard (LMI2003): it deletes the frames that another invocation is about to tile.
        if (Directory.Exists("/tmp/frames"))
        {
            Directory.Delete("/tmp/frames", recursive: true);
        }

        Directory.CreateDirectory("/tmp/frames");
        using (var ffmpeg = Process.Start("/opt/bin/ffmpeg", $"-i {source} -vf fps=1/10,scale=160:-1 /tmp/frames/%03d.png"))
        {
            await ffmpeg.WaitForExitAsync();
        }

        foreach (var frame in Directory.GetFiles("/tmp/frames").Take(20))
        {
            await transfer.UploadAsync(frame, video.Bucket, video.KeyOf("frames/" + Path.GetFileNameWithoutExtension(frame)));
        }

        File.Delete(source);
    }

    public async Task LogAsync(Video video)
    {
        // Hazard (LMI2001): a relative path is one of the working directory, which all invocations share as well.
        await File.WriteAllTextAsync("log.txt", $"{video.Bucket}/{video.Key} is done");
        await transfer.UploadAsync("log.txt", video.Bucket, video.Key + ".log");
    }

    public async Task CaptionAsync(Video video)
    {
        // Hazard (LMI2005): nobody deletes it, and /tmp fills up in an environment that lives for days.
        var caption = Path.GetTempFileName();
        await File.WriteAllTextAsync(caption, Path.GetFileNameWithoutExtension(video.Key));
        await transfer.UploadAsync(caption, video.Bucket, video.Key + ".txt");
    }
}

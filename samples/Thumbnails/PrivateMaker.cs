using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Amazon.S3.Transfer;

namespace Thumbnails;

/// <summary>What ClassicMaker does, with paths that no other invocation has, and nothing left behind. Nothing is reported here.</summary>
public sealed class PrivateMaker(TransferUtility transfer)
{
    private const string Watermark = "/tmp/overlay.png";

    public async Task StillAsync(Video video)
    {
        await FetchWatermarkAsync();

        // One directory for one invocation: every name in it is free, and one deletion clears up.
        var work = Directory.CreateTempSubdirectory("still-").FullName;
        try
        {
            var source = Path.Combine(work, Path.GetFileName(video.Key));
            await transfer.DownloadAsync(source, video.Bucket, video.Key);

            var still = Path.Combine(work, "picture.jpg");
            using (var ffmpeg = Process.Start("/opt/bin/ffmpeg", $"-y -i {source} -i {Watermark} -filter_complex overlay -frames:v 1 {still}"))
            {
                await ffmpeg.WaitForExitAsync();
            }

            await transfer.UploadAsync(still, video.Bucket, video.KeyOf("still"));
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    public async Task ContactSheetAsync(Video video)
    {
        var frames = Path.Combine("/tmp", Guid.NewGuid().ToString("N"));
        var source = frames + ".mp4";
        Directory.CreateDirectory(frames);
        try
        {
            await transfer.DownloadAsync(source, video.Bucket, video.Key);
            using (var ffmpeg = Process.Start("/opt/bin/ffmpeg", $"-i {source} -vf fps=1/10,scale=160:-1 {frames}/%03d.png"))
            {
                await ffmpeg.WaitForExitAsync();
            }

            foreach (var frame in Directory.GetFiles(frames).Take(20))
            {
                await transfer.UploadAsync(frame, video.Bucket, video.KeyOf("frames/" + Path.GetFileNameWithoutExtension(frame)));
            }
        }
        finally
        {
            Directory.Delete(frames, recursive: true);
            File.Delete(source);
        }
    }

    public async Task LogAsync(Video video)
    {
        // Never a file at all.
        using var text = new MemoryStream(Encoding.UTF8.GetBytes($"{video.Bucket}/{video.Key} is done"));
        await transfer.UploadAsync(text, video.Bucket, video.Key + ".log");
    }

    public async Task CaptionAsync(Video video)
    {
        var caption = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(caption, Path.GetFileNameWithoutExtension(video.Key));
            await transfer.UploadAsync(caption, video.Bucket, video.Key + ".txt");
        }
        finally
        {
            File.Delete(caption);
        }
    }

    /// <summary>Shared on purpose: written under a name of its own, and moved into place when it is complete. Two that are first both download it, and both copies are whole.</summary>
    private async Task FetchWatermarkAsync()
    {
        if (!File.Exists(Watermark))
        {
            var partial = $"{Watermark}.{Guid.NewGuid():N}";
            await transfer.DownloadAsync(partial, "assets", "watermark.png");
            File.Move(partial, Watermark, overwrite: true);
        }
    }
}

using System;
using System.IO;
using System.Net.Http;
using System.Threading.Tasks;
using Amazon.Lambda.Core;


namespace Corpus.Clean.RecordingOnDiskRight;

public record Recording(string Url, string Id);

/// <summary>The steps are told the file of this invocation, which deletes it; the preview is a file only while its stream is open.</summary>
public class RecordingTransfer
{
    private static readonly HttpClient Http = new();

    public async Task<int> Handle(Recording recording, ILambdaContext context)
    {
        var landing = $"/tmp/recording-{Guid.NewGuid():N}.mkv";
        try
        {
            await FetchAsync(recording, landing);
            return await SendAsync(landing) + Preview(recording.Id);
        }
        finally
        {
            File.Delete(landing);
        }
    }

    private static async Task FetchAsync(Recording recording, string path)
    {
        using var incoming = await Http.GetStreamAsync(recording.Url);
        using var landing = File.Open(path, FileMode.CreateNew, FileAccess.Write);
        await incoming.CopyToAsync(landing);
    }

    private static int Preview(string id)
    {
        using var preview = File.Create(Path.Combine("/tmp/", Path.GetRandomFileName()), 4096, FileOptions.DeleteOnClose);
        preview.WriteByte((byte)id.Length);
        return (int)preview.Length;
    }

    private static async Task<int> SendAsync(string file)
    {
        using var content = new StreamReader(file);
        return (await content.ReadToEndAsync()).Length;
    }
}

using System;
using System.IO;
using System.Net.Http;
using System.Threading.Tasks;
using Amazon.Lambda.Core;


namespace Corpus.RecordingOnDisk;

public record Recording(string Url, string Id);

/// <summary>One step fetches into a file that every invocation uses, another sends it on; a preview is sent by a helper that only reads it, and stays.</summary>
public class RecordingTransfer
{
    private const string Landing = "/tmp/recording.mkv";

    private static readonly HttpClient Http = new();

    public async Task<int> Handle(Recording recording, ILambdaContext context)
    {
        await FetchAsync(recording);
        var sent = await SendAsync(Landing);
        return sent + Preview(recording.Id, "webp");
    }

    private static async Task FetchAsync(Recording recording)
    {
        if (File.Exists(Landing))
        {
            File.Delete(Landing);
        }

        using var incoming = await Http.GetStreamAsync(recording.Url);
        using var landing = File.Open(Landing, FileMode.OpenOrCreate, FileAccess.Write); //! LMI2001
        await incoming.CopyToAsync(landing);
    }

    private static int Preview(string id, string extension)
    {
        var name = string.Format("{0}.{1}", Guid.NewGuid().ToString("N"), extension);
        var file = Path.Combine("/tmp/", name);
        File.WriteAllText(file, id); //! LMI2005
        return Upload(file, extension);
    }

    private static int Upload(string file, string kind)
    {
        using var content = new StreamReader(file);
        return content.ReadToEnd().Length + kind.Length;
    }

    private static async Task<int> SendAsync(string file)
    {
        using var content = new StreamReader(file);
        return (await content.ReadToEndAsync()).Length;
    }
}

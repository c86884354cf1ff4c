using System;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;
using Amazon.Lambda.Core;


namespace Corpus.PreviewFolder;

public record Clip(string Id, string Url);

/// <summary>Previews of clips in one folder: swept whatever their age, left where nobody looks for them, and made by another process under one name.</summary>
public class ClipPreviews
{
    private const string Folder = "previews";

    public async Task<long> Handle(Clip clip, ILambdaContext context)
    {
        Sweep(Path.Combine(Path.GetTempPath(), Folder)); //! LMI2003
        SweepLatest();
        Keep(clip.Url);
        return await Render(clip.Url);
    }

    private static void Sweep(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*.webp", SearchOption.AllDirectories))
        {
            File.Delete(file);
        }
    }

    /// <summary>The order of their times says which go, not that they are old.</summary>
    private static void SweepLatest()
    {
        var files = new DirectoryInfo("thumbnails").GetFiles("*.webp", SearchOption.TopDirectoryOnly);
        Array.Sort(files, static (a, b) => a.LastWriteTimeUtc.CompareTo(b.LastWriteTimeUtc));
        for (var i = 8; i < files.Length; i++)
        {
            files[i].Delete(); //! LMI2003
        }
    }

    private static void Keep(string text)
    {
        var note = Path.Combine(Path.GetTempPath(), "notes", Guid.NewGuid() + ".txt");
        File.WriteAllText(note, text); //! LMI2005
    }

    private static async Task<long> Render(string url)
    {
        var target = Path.Combine(Path.GetTempPath(), Folder, "current.webp");
        using var renderer = Process.Start(new ProcessStartInfo("ffmpeg", "-y -i \"" + url + "\" \"" + target + "\"")); //! LMI2001
        await renderer!.WaitForExitAsync();
        return (await File.ReadAllBytesAsync(target)).Length;
    }
}

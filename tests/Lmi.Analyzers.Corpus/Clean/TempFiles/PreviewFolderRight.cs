using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Amazon.Lambda.Core;


namespace Corpus.Clean.PreviewFolderRight;

public record Clip(string Id, string Url);

/// <summary>Only what is old is swept; what is kept is found again by listing its folder; another process reads what a folder held before.</summary>
public class ClipPreviews
{
    private const string Folder = "previews";

    public async Task<long> Handle(Clip clip, ILambdaContext context)
    {
        Sweep(Path.Combine(Path.GetTempPath(), Folder), TimeSpan.FromHours(1));
        SweepThumbnails();
        Keep(clip.Url);
        return Notes() + await Shrink(clip.Id, Path.Combine(Path.GetTempPath(), Folder));
    }

    private static void Sweep(string folder, TimeSpan age)
    {
        foreach (var file in Directory.GetFiles(folder, "*.webp", SearchOption.AllDirectories).Where(f => File.GetLastWriteTimeUtc(f) < DateTime.UtcNow - age))
        {
            File.Delete(file);
        }
    }

    private static void SweepThumbnails()
    {
        foreach (var file in new DirectoryInfo("thumbnails").GetFiles("*.webp"))
        {
            var age = DateTime.UtcNow - file.LastWriteTimeUtc;
            if (age > TimeSpan.FromDays(1))
            {
                file.Delete();
            }
        }
    }

    private static void Keep(string text)
    {
        var note = Path.Combine("notes", Guid.NewGuid() + ".txt");
        File.WriteAllText(note, text);
    }

    private static long Notes() => Directory.EnumerateFiles("notes").Sum(f => new FileInfo(f).Length);

    /// <summary>Which of the files is this clip's, only the running program knows.</summary>
    private static async Task<long> Shrink(string id, string folder)
    {
        var found = Directory.GetFiles(folder, Names.Of(id) + ".*");
        var first = found.FirstOrDefault() ?? "";
        using var renderer = System.Diagnostics.Process.Start(new ProcessStartInfo("ffmpeg", "-i \"" + first + "\" -"));
        await renderer!.WaitForExitAsync();
        File.Delete(first);
        return found.Length;
    }
}

internal abstract class Names
{
    public static Names Current { get; set; } = null!;

    public static string Of(string id) => Current.For(id);

    public abstract string For(string id);
}

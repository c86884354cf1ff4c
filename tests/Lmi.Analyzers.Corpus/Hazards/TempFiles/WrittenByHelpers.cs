using System.IO;
using System.Threading.Tasks;
using Amazon.Lambda.Core;

namespace Corpus.Hazards.TempFiles.WrittenByHelpers;

/// <summary>Each helper is a class of its own, and writes where it is told to.</summary>
public class Function
{
    private readonly IArchive _archive = new DiskArchive();

    public async Task<string> Handle(string input, ILambdaContext context)
    {
        Direct.Keep("/tmp/direct.txt", input); //! LMI2001
        Named.Keep("named.txt", input); //! LMI2001
        Spliced.Keep("spliced", input); //! LMI2001
        Renamed.Keep("/tmp/renamed.txt", input); //! LMI2001
        Described.Keep(new FileInfo("/tmp/described.txt"), input); //! LMI2001
        Picked.Keep(input.Length > 3, "/tmp/picked.txt", input); //! LMI2001
        HandedOn.Keep("/tmp/handed-on.txt", input); //! LMI2001
        Returned.Keep("returned", input); //! LMI2001
        Nested.Keep("nested"); //! LMI2001
        await Later.KeepAsync("/tmp/later.txt", input); //! LMI2001
        _archive.Keep("/tmp/archive.txt", input); //! LMI2001
        Gone.Remove("/tmp/gone.txt"); //! LMI2003
        return input;
    }
}

public static class Direct
{
    public static void Keep(string path, string text) => File.WriteAllText(path, text);
}

public static class Named
{
    public static void Keep(string name, string text) => File.WriteAllText(Path.Combine(Path.GetTempPath(), name), text);
}

public static class Spliced
{
    public static void Keep(string stem, string text)
    {
        var path = $"/tmp/{stem}.txt";
        using var writer = new StreamWriter(path);
        writer.Write(text);
    }
}

public static class Renamed
{
    public static void Keep(string path, string text)
    {
        var target = Path.ChangeExtension(path, ".log");
        var final = target;
        File.AppendAllText(final, text);
    }
}

public static class Described
{
    public static void Keep(FileInfo file, string text) => File.WriteAllText(file.FullName, text);
}

public static class Picked
{
    public static void Keep(bool isLong, string path, string text) => File.WriteAllText(isLong ? path : path, text);
}

public static class HandedOn
{
    public static void Keep(string path, string text) => Writer.Write(text, path);
}

public static class Writer
{
    public static void Write(string text, string path)
    {
        using var stream = File.Create(path);
        stream.WriteByte((byte)text.Length);
    }
}

public static class Returned
{
    public static void Keep(string stem, string text) => File.WriteAllText(In(stem), text);

    private static string In(string stem) => "/tmp/" + stem + ".txt";
}

public static class Nested
{
    public static void Keep(string stem)
    {
        void Write() => File.WriteAllText(Target(), "done");

        string Target() => "/tmp/" + stem + ".txt";

        Write();
    }
}

public static class Later
{
    public static Task KeepAsync(string path, string text) => Task.Run(() => File.WriteAllText(path, text));
}

public interface IArchive
{
    void Keep(string path, string text);
}

public sealed class DiskArchive : IArchive
{
    public void Keep(string path, string text) => File.WriteAllText(path, text);
}

public static class Gone
{
    public static void Remove(string path)
    {
        if (File.Exists(path))
        {
            File.Delete(path);
        }
    }
}

using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.Serialization.SystemTextJson;
using Amazon.Lambda.SQSEvents;

namespace Corpus.Hazards.TempFiles.NamedOnce;

/// <summary>Names that nobody else has, but each made once; names that a message brings; a name that a base class asks for.</summary>
public sealed class Importer(string directory)
{
    public async Task<int> ImportAsync(string rows, ILambdaContext context)
    {
        var path = Path.Combine(directory, "rows.csv");
        await File.WriteAllTextAsync(path, rows); //! LMI2001
        return File.ReadLines(path).Count();
    }
}

public static class Program
{
    public static async Task Main()
    {
        var scratch = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.txt");
        var importer = new Importer(Directory.CreateTempSubdirectory("import").FullName);
        await LambdaBootstrapBuilder.Create<string, int>(importer.ImportAsync, new DefaultLambdaJsonSerializer()).Build().RunAsync();
        await LambdaBootstrapBuilder.Create<string, int>(
            async (text, context) =>
            {
                await File.WriteAllTextAsync(scratch, text); //! LMI2001
                return File.ReadAllText(scratch).Length;
            },
            new DefaultLambdaJsonSerializer()).Build().RunAsync();
    }
}

public abstract class Exporter
{
    private static readonly Lazy<string> s_scratch = new(() => Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()));

    protected abstract string FileName { get; }

    protected void Store(string text)
    {
        File.WriteAllText(Path.Combine(Path.GetTempPath(), FileName), text); //! LMI2001
        File.WriteAllText(s_scratch.Value, text); //! LMI2001
    }
}

public class Function : Exporter
{
    protected override string FileName => "export.csv";

    public void Handle(SQSEvent messages, ILambdaContext context)
    {
        foreach (var message in messages.Records)
        {
            var picture = JsonSerializer.Deserialize<Picture>(message.Body)!;
            var name = "ready_" + Path.GetFileName(picture.Key);
            if (!name.EndsWith(".png", StringComparison.Ordinal))
            {
                name += ".png";
            }

            File.WriteAllBytes(Path.Combine("/tmp", name), picture.Content); //! LMI2002
            Store(picture.Key);
        }
    }
}

public class Picture
{
    public string Key { get; set; } = "";

    public byte[] Content { get; set; } = [];
}

using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.Serialization.SystemTextJson;
using Amazon.Lambda.SQSEvents;

namespace Corpus.Clean.TempFiles.NamedEachTime;

/// <summary>What is made once is only the place, or what makes the names; each invocation has a name of its own.</summary>
public sealed class Importer(string directory)
{
    public async Task<int> ImportAsync(string rows, ILambdaContext context)
    {
        var path = Path.Combine(directory, Path.GetRandomFileName());
        try
        {
            await File.WriteAllTextAsync(path, rows);
            return File.ReadLines(path).Count();
        }
        finally
        {
            File.Delete(path);
        }
    }
}

public static class Program
{
    public static async Task Main()
    {
        var root = Path.GetTempPath();
        var next = () => Path.Combine(root, $"{Guid.NewGuid():N}.txt");
        var seed = Path.GetTempFileName();
        await File.WriteAllTextAsync(seed, "seed");
        var importer = new Importer(Directory.CreateTempSubdirectory("import").FullName);
        await LambdaBootstrapBuilder.Create<string, int>(importer.ImportAsync, new DefaultLambdaJsonSerializer()).Build().RunAsync();
        await LambdaBootstrapBuilder.Create<string, int>(
            async (text, context) =>
            {
                var own = next();
                try
                {
                    await File.WriteAllTextAsync(own, text + File.ReadAllText(seed));
                    return File.ReadAllText(own).Length;
                }
                finally
                {
                    File.Delete(own);
                }
            },
            new DefaultLambdaJsonSerializer()).Build().RunAsync();
    }
}

public abstract class Exporter
{
    protected abstract string FileName { get; }

    protected void Store(string text)
    {
        var path = Path.Combine(Path.GetTempPath(), FileName);
        File.WriteAllText(path, text);
        File.Delete(path);
    }
}

public class Function : Exporter
{
    protected override string FileName => $"{Guid.NewGuid():N}.csv";

    public void Handle(SQSEvent messages, ILambdaContext context)
    {
        foreach (var message in messages.Records)
        {
            var picture = JsonSerializer.Deserialize<Picture>(message.Body)!;
            var path = "/tmp/" + Guid.NewGuid();
            path += Path.GetExtension(picture.Key);
            File.WriteAllBytes(path, picture.Content);
            File.Delete(path);
            Store(picture.Key);
        }
    }
}

public class Picture
{
    public string Key { get; set; } = "";

    public byte[] Content { get; set; } = [];
}

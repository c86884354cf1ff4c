using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;
using Amazon.Lambda.Core;

namespace Corpus.Clean.TempFiles.KeptOnPurpose;

/// <summary>Uploads stay in a directory of the program's own, or are handed to somebody who keeps their paths; whether a program is there is asked by its name.</summary>
public class Function(IDocuments documents)
{
    public async Task<string> Handle(byte[] upload, ILambdaContext context)
    {
        Directory.CreateDirectory("uploads");
        var kept = Path.Combine("uploads", Guid.NewGuid() + ".pdf");
        await File.WriteAllBytesAsync(kept, upload);

        var path = $"/tmp/{Guid.NewGuid()}.pdf";
        await File.WriteAllBytesAsync(path, upload);
        var document = await documents.AddAsync(path, upload.Length);
        return document.Name;
    }

    public async Task<bool> HandleImages(string input, ILambdaContext context) => await ExistsAsync("docker") && await RunAsync("docker", "images " + input) == 0;

    private static async Task<bool> ExistsAsync(string command) => await RunAsync("which", command) == 0;

    private static async Task<int> RunAsync(string command, string arguments)
    {
        using var process = new System.Diagnostics.Process { StartInfo = new ProcessStartInfo { FileName = command, Arguments = arguments } };
        process.Start();
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}

public interface IDocuments
{
    Task<Document> AddAsync(string path, int length);
}

public sealed record Document(string Name, string Path, int Length);

public sealed class Documents : IDocuments
{
    private readonly List<Document> _all = new();

    public async Task<Document> AddAsync(string path, int length)
    {
        await Task.Yield();
        var document = new Document(System.IO.Path.GetFileName(path), path, length);
        lock (_all)
        {
            _all.Add(document);
        }

        return document;
    }
}

/// <summary>Where the notes go, who reads the settings says; where the list goes, the caller.</summary>
public class Exporter
{
    public async Task<string> Handle(Settings settings, ILambdaContext context) => await WriteAsync(settings, settings.Course + " - Notes");

    public async Task<string> HandleParts(Parts parts, ILambdaContext context)
    {
        var list = await JoinAsync(parts.Files);
        return list;
    }

    /// <summary>What the sender leaves out has a default; what he says is his.</summary>
    public long HandleRequest(Request request, ILambdaContext context)
    {
        File.WriteAllText(Path.Combine("/tmp", request.FileName), request.Kind);
        return Size(request);
    }

    private static long Size(Request request)
    {
        File.WriteAllText("/tmp/" + request.Stem() + ".size", "0");
        return request.Kind.Length;
    }

    private static async Task<string> WriteAsync(Settings settings, string name)
    {
        var file = Path.Combine(settings.Folder, name + ".md");
        await File.WriteAllTextAsync(file, settings.Course);
        return file;
    }

    private static async Task<string> JoinAsync(List<string> files)
    {
        var list = Path.Combine(Path.GetDirectoryName(files[0])!, "list.txt");
        await File.WriteAllLinesAsync(list, files);
        return list;
    }

    public sealed class Settings
    {
        public string Folder { get; set; } = "";

        public string Course { get; set; } = "";
    }

    public sealed class Request
    {
        public string Kind { get; set; } = "pdf";

        public string FileName => $"{Kind}.out";

        public string Stem() => Kind.ToLowerInvariant();
    }

    public sealed record Parts(List<string> Files);
}

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.ML.OnnxRuntime;


namespace Corpus.Clean.UploadHelperRight;

public class ScanForm
{
    public string Language { get; set; } = "";

    public IFormFile? Picture { get; set; }
}

/// <summary>Pages in a directory of their own, known by the object that made them; and what only a developer's computer does.</summary>
[ApiController]
[Route("scans")]
public class ScanController : ControllerBase
{
    private static readonly Lazy<InferenceSession> Session = new(() => new InferenceSession("/opt/ml/scan.onnx"));

    private readonly IPages _pages;

    public ScanController(IPages pages) => _pages = pages;

    [HttpPost]
    public async Task<int> Read([FromForm] ScanForm form)
    {
        using var pages = await _pages.SplitAsync(form.Picture!);
        foreach (var page in pages.Files)
        {
            await System.IO.File.WriteAllTextAsync(Path.ChangeExtension(page, ".txt"), Recognize(page));
        }

        return pages.Files.Count;
    }

    private static string Recognize(string page)
    {
        if (OperatingSystem.IsWindows())
        {
            using var local = new InferenceSession("scan.onnx");
            return Use(local, page);
        }

        if (RuntimeInformation.IsOSPlatform(OSPlatform.Linux))
        {
            try
            {
                return Use(Session.Value, page);
            }
            finally
            {
                Console.WriteLine(page);
            }
        }

        using var other = new InferenceSession("other.onnx");
        return Use(other, page);
    }

    private static string Use(InferenceSession session, string page)
    {
        using var outputs = session.Run(new List<NamedOnnxValue>());
        return page + outputs.Count;
    }
}

public interface IPages
{
    Task<SplitPages> SplitAsync(IFormFile upload);
}

public sealed class Pages : IPages
{
    public async Task<SplitPages> SplitAsync(IFormFile upload)
    {
        var folder = Directory.CreateTempSubdirectory("scan-").FullName;
        var files = new List<string>();
        using var reader = new StreamReader(upload.OpenReadStream());
        while (await reader.ReadLineAsync() is { } line)
        {
            var file = Path.Combine(folder, files.Count + ".page");
            await System.IO.File.WriteAllTextAsync(file, line);
            files.Add(file);
        }

        return new SplitPages(folder, files);
    }
}

public sealed class SplitPages(string folder, IReadOnlyList<string> files) : IDisposable
{
    public IReadOnlyList<string> Files { get; } = files;

    public void Dispose() => Directory.Delete(folder, recursive: true);
}

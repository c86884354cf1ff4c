using System;
using System.Diagnostics;
using System.IO;
using System.IO.Compression;
using System.Threading.Tasks;
using Amazon.Lambda.Core;
using Amazon.Lambda.SQSEvents;

namespace Corpus.ReportsOnDisk;

/// <summary>A report, a converter, a cache and a clean-up, all in one directory.</summary>
public class Function
{
    private static readonly string Process = Guid.NewGuid().ToString("N");
    private static readonly string Cache = Path.Combine(Path.GetTempPath(), "prices.bin");

    public async Task<string> Handle(SQSEvent batch, ILambdaContext context)
    {
        foreach (var old in Directory.EnumerateFiles(Path.GetTempPath(), "*.old"))
        {
            File.Delete(old); //! LMI2003
        }

        foreach (var message in batch.Records)
        {
            var file = Path.Combine(Path.GetTempPath(), message.MessageId + ".json");
            await File.WriteAllTextAsync(file, message.Body); //! LMI2002
        }

        var report = $"/tmp/report-{Process}.csv";
        await File.WriteAllTextAsync(report, "a;b"); //! LMI2001
        Keep("summary.txt", batch.Records.Count.ToString()); //! LMI2001
        await EnsurePricesAsync();
        return await ConvertAsync(report) + Scratch("x");
    }

    private static void Keep(string name, string text) => File.WriteAllText(Path.Combine(Path.GetTempPath(), name), text);

    private static async Task EnsurePricesAsync()
    {
        if (!File.Exists(Cache))
        {
            await File.WriteAllBytesAsync(Cache, new byte[1]); //! LMI2004
        }
    }

    private static async Task<string> ConvertAsync(string report)
    {
        var start = new ProcessStartInfo("/opt/bin/convert");
        start.ArgumentList.Add(report);
        start.ArgumentList.Add("/tmp/report.pdf"); //! LMI2001
        using var process = System.Diagnostics.Process.Start(start)!;
        await process.WaitForExitAsync();
        return Convert.ToBase64String(await File.ReadAllBytesAsync("/tmp/report.pdf"));
    }

    private static long Scratch(string text)
    {
        var scratch = Path.GetTempFileName();
        using (var zip = ZipFile.Open(scratch + ".zip", ZipArchiveMode.Create)) //? LMI2005
        {
            zip.CreateEntry(text);
        }

        var other = Path.Combine("/tmp", Path.GetRandomFileName());
        File.WriteAllText(other, text); //! LMI2005
        return new FileInfo(other).Length;
    }
}

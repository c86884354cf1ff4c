using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;
using Amazon.Lambda.Core;

namespace Corpus.Clean.TempFiles.ConvertedTwice;

/// <summary>Another program is told the directory, which all share, and a file in it, which is this invocation's own.</summary>
public class Function
{
    public async Task<byte[]> Handle(byte[] sheet, ILambdaContext context)
    {
        var own = Path.GetTempFileName() + ".xlsx";
        var directory = Path.GetDirectoryName(own)!;
        await File.WriteAllBytesAsync(own, sheet);
        var between = Path.Combine(directory, Path.GetFileNameWithoutExtension(own) + ".ods");
        var last = Path.Combine(directory, Path.GetFileNameWithoutExtension(own) + ".csv");
        try
        {
            await ConvertAsync(own, directory, "ods");
            await ConvertAsync(between, directory, "csv");
            return await File.ReadAllBytesAsync(last);
        }
        finally
        {
            File.Delete(own);
            File.Delete(between);
            File.Delete(last);
        }
    }

    public async Task<long> HandlePages(string input, ILambdaContext context)
    {
        Directory.CreateDirectory("/tmp/pages");
        var page = "/tmp/pages/" + context.AwsRequestId + ".pdf";
        await ConvertAsync(page, "/tmp/pages", "pdf");
        await ConvertAsync(page, "/tmp/pages", "png");
        var length = new FileInfo(page).Length;
        File.Delete(page);
        return length;
    }

    private static async Task ConvertAsync(string file, string directory, string format)
    {
        using var process = System.Diagnostics.Process.Start(new ProcessStartInfo { FileName = "soffice", Arguments = $"--headless --convert-to {format} --outdir \"{directory}\" \"{file}\"" })!;
        await process.WaitForExitAsync();
    }
}

using System;
using System.IO;
using System.Security.Cryptography;
using System.Threading.Tasks;
using Amazon.Lambda.Core;

namespace Corpus.Clean.ClaimedFiles;

/// <summary>A file that one invocation at a time can have, where the others are told so; a name from bytes that are filled after they are made.</summary>
public class Function
{
    public async Task<string> Handle(string entry, ILambdaContext context)
    {
        if (!TryClaim("/tmp/import.running"))
        {
            return "busy";
        }

        await AppendAsync("/tmp/journal.bin", entry);
        var draft = "/tmp/" + Drawn();
        File.WriteAllText(draft, entry);
        File.Delete(draft);
        return "done";
    }

    private static string Drawn()
    {
        Span<byte> random = stackalloc byte[16];
        RandomNumberGenerator.Fill(random);
        return Convert.ToHexString(random);
    }

    private static bool TryClaim(string path)
    {
        try
        {
            using var marker = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static async Task AppendAsync(string path, string entry)
    {
        for (var attempt = 0; attempt < 20; attempt++)
        {
            try
            {
                await using var journal = new FileStream(path, new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, Share = FileShare.None });
                await using var writer = new StreamWriter(journal);
                await writer.WriteLineAsync(entry);
                return;
            }
            catch (System.IO.IOException) when (attempt < 19)
            {
                await Task.Delay(50);
            }
        }
    }
}

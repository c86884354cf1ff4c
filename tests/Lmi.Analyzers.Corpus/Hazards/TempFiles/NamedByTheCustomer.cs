using System.IO;
using System.Threading.Tasks;
using Amazon.Lambda.Core;

namespace Corpus.Hazards.NamedByTheCustomer;

public sealed class Receipt
{
    public int Number { get; set; }

    public string Kind { get; set; } = "";
}

/// <summary>Two customers who ask for the same kind write the same file.</summary>
public sealed class Printer
{
    public async Task<long> Handle(string kind, ILambdaContext context)
    {
        var receipt = new Receipt { Kind = kind };
        var file = Path.Combine("/tmp", $"receipt-{receipt.Kind}.txt");
        await File.WriteAllTextAsync(file, receipt.Kind); //! LMI2002
        var size = new FileInfo(file).Length;
        File.Delete(file);
        return size;
    }
}

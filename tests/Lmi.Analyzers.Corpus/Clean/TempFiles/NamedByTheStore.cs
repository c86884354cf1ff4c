using System.IO;
using System.Threading.Tasks;
using Amazon.Lambda.Core;

namespace Corpus.Clean.NamedByTheStore;

public sealed class Receipt
{
    public int Number { get; set; }

    public string Kind { get; set; } = "";
}

public interface IReceipts
{
    Task AddAsync(Receipt receipt);
}

/// <summary>The number is the store's, one for each receipt, although the rest of the receipt is the customer's.</summary>
public sealed class Printer(IReceipts receipts)
{
    public async Task<long> Handle(string kind, ILambdaContext context)
    {
        var receipt = new Receipt { Kind = kind };
        await receipts.AddAsync(receipt);
        var file = Path.Combine("/tmp", $"receipt-{receipt.Number}.txt");
        await File.WriteAllTextAsync(file, receipt.Kind);
        var size = new FileInfo(file).Length;
        File.Delete(file);
        return size;
    }
}

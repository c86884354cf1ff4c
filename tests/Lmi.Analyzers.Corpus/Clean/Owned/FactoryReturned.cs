using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Amazon.Lambda.Core;

namespace Corpus.Clean.FactoryReturned;

public record Sheet(string Kind, string[] Rows);

public interface IReport
{
    int Lines { get; }
    void Add(string row);
}

public sealed class PlainReport : IReport
{
    private readonly List<string> _rows = [];
    private int _lines;

    public int Lines => _lines;

    public void Add(string row)
    {
        _rows.Add(row);
        _lines++;
    }
}

public sealed class GroupedReport : IReport
{
    private readonly Dictionary<char, List<string>> _groups = [];

    int IReport.Lines => _groups.Sum(g => g.Value.Count);

    void IReport.Add(string row)
    {
        if (!_groups.TryGetValue(row[0], out var group))
        {
            _groups[row[0]] = group = [];
        }

        group.Add(row);
    }
}

/// <summary>The factory is shared and keeps nothing; what it returns is new for each call.</summary>
public sealed class ReportFactory
{
    private readonly string[] _grouped = ["inventory", "orders"];

    public IReport Create(string kind) => _grouped.Contains(kind) ? new GroupedReport() : new PlainReport();
}

public class Function
{
    private static readonly ReportFactory Factory = new();

    public async Task<int> Handle(Sheet sheet, ILambdaContext context)
    {
        var report = Factory.Create(sheet.Kind);
        await FillAsync(report, sheet.Rows);
        return report.Lines;
    }

    private static async Task FillAsync(IReport report, IEnumerable<string> rows)
    {
        foreach (var row in rows)
        {
            report.Add(row);
            await Task.Yield();
        }
    }
}

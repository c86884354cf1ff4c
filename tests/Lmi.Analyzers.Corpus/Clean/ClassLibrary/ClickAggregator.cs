using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Amazon.Lambda.Core;
using Amazon.Lambda.KinesisEvents;

namespace Corpus.Clean.ClickAggregator;

/// <summary>Iterators, local functions and lambdas that write captured locals: one set of locals for each invocation.</summary>
public class Function
{
    public async Task<Dictionary<string, int>> Handle(KinesisEvent evt, ILambdaContext context)
    {
        var counts = new Dictionary<string, int>();
        var lines = 0;
        string? last = null;

        void Count(string line)
        {
            lines++;
            last = line;
            if (!counts.TryAdd(line, 1))
            {
                counts[line]++;
            }
        }

        foreach (var record in evt.Records)
        {
            using var reader = new StreamReader(record.Kinesis.Data);
            while (await reader.ReadLineAsync() is { } line)
            {
                Count(line);
            }
        }

        var seen = new HashSet<string>();
        foreach (var line in Distinct(counts.Keys, seen).Where(l => ++lines > 0))
        {
            counts[line] = counts[line] * 2;
        }

        context.Logger.LogInformation($"{lines} lines, last {last}, {seen.Count} distinct");
        return counts;
    }

    private static IEnumerable<string> Distinct(IEnumerable<string> lines, HashSet<string> seen)
    {
        foreach (var line in lines.ToArray())
        {
            if (seen.Add(line))
            {
                yield return line;
            }
        }
    }
}

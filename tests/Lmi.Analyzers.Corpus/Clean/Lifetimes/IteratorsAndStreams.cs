using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Amazon.Lambda.Core;
using Amazon.Lambda.DynamoDBEvents;

namespace Corpus.Clean.IteratorsAndStreams;

/// <summary>A hand-written enumerator has fields and moves; each foreach makes a new one.</summary>
public sealed class Pages(int count) : IEnumerable<int>
{
    public IEnumerator<int> GetEnumerator() => new Cursor(count);

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private sealed class Cursor(int count) : IEnumerator<int>
    {
        private int _page = -1;

        public int Current => _page;

        object IEnumerator.Current => _page;

        public bool MoveNext() => ++_page < count;

        public void Reset() => _page = -1;

        public void Dispose() => count = 0;
    }
}

public class Function
{
    private readonly Pages _pages = new(12);

    public async Task<List<string>> Handle(DynamoDBEvent evt, ILambdaContext context)
    {
        var lines = new List<string>();
        var seen = new HashSet<string>();
        await foreach (var key in KeysAsync(evt, CancellationToken.None))
        {
            if (seen.Add(key))
            {
                lines.Add(key);
            }
        }

        var total = 0;
        foreach (var page in _pages)
        {
            total += page;
        }

        var grouped = evt.Records.GroupBy(r => r.EventName).ToDictionary(g => g.Key, g => g.Count());
        grouped["total"] = total;
        var index = 0;
        lines.AddRange(grouped.OrderBy(p => p.Value).Select(p => $"{index++}:{p.Key}"));
        return lines;
    }

    private static async IAsyncEnumerable<string> KeysAsync(DynamoDBEvent evt, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var number = 0;
        foreach (var record in evt.Records)
        {
            await Task.Delay(1, cancellation);
            number++;
            foreach (var key in record.Dynamodb.Keys)
            {
                yield return $"{number}/{key.Key}={key.Value.S}";
            }
        }
    }
}

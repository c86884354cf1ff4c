using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using Amazon.Lambda.Core;

namespace Corpus.Clean.PublishedByCompareExchange;

/// <summary>Several may build; one is published, and all use that one. Cheap values only.</summary>
public class Function
{
    private static ImmutableArray<string>? s_unused;
    private static string? s_banner;
    private Parser? _parser;

    public int Handle(List<string> lines, ILambdaContext context)
    {
        var parser = _parser;
        if (parser == null)
        {
            var fresh = new Parser(';');
            parser = Interlocked.CompareExchange(ref _parser, fresh, null) ?? fresh;
        }

        var banner = Volatile.Read(ref s_banner);
        if (banner == null)
        {
            Interlocked.CompareExchange(ref s_banner, "v1", null);
            banner = s_banner;
        }

        var count = banner!.Length + (s_unused?.Length ?? 0);
        foreach (var line in lines)
        {
            count += parser.Count(line);
        }

        return count;
    }

    private sealed class Parser(char separator)
    {
        public int Count(string line)
        {
            var parts = line.Split(separator);
            var count = 0;
            foreach (var part in parts)
            {
                count += part.Length > 0 ? 1 : 0;
            }

            return count;
        }
    }
}

using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace Corpus.Hazards.DelegateInField;

/// <summary>Accessors, iterators, operators and lambdas that lead to shared state.</summary>
public static class Program
{
    private static readonly SortedSet<string> Words = [];
    private static readonly List<int> Yielded = [];
    private static int s_reads;
    private static int s_safeReads;
    private static int s_negations;

    private static int Reads
    {
        get
        {
            s_reads++; //! LMI1002
            return Interlocked.Increment(ref s_safeReads);
        }
    }

    public static Task Main() =>
        LambdaBootstrapBuilder.Create<string[], int>(Run, new DefaultLambdaJsonSerializer()).Build().RunAsync();

    private static int Run(string[] words, ILambdaContext context)
    {
        var own = new SortedSet<string>();
        Array.ForEach(words, w => own.Add(w));
        Array.ForEach(words, w => Words.Add(w)); //! LMI1001
        var amount = -new Amount(own.Count);
        return Lengths(words).Sum() + Reads + amount.Value;
    }

    private static IEnumerable<int> Lengths(string[] words)
    {
        foreach (var word in words)
        {
            Yielded.Add(word.Length); //! LMI1001
            yield return word.Length;
        }
    }

    private readonly record struct Amount(int Value)
    {
        public static Amount operator -(Amount amount)
        {
            s_negations++; //! LMI1002
            var negated = amount.Value;
            negated *= -1;
            return new Amount(negated);
        }
    }
}

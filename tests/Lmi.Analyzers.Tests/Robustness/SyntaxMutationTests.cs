using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using CsCheck;
using Xunit;

namespace Lmi.Analyzers.Tests.Robustness;

/// <summary>
/// Mutated files of the corpus: no rule throws, a second run says the same, each document alone shows what the whole build shows, and cancellation leaves nothing behind.
/// The suite looks at the same programs each time; <c>LMI_MUTATION_SECONDS=300</c> looks at others for as long.
/// </summary>
public class SyntaxMutationTests
{
    /// <summary>Some ten seconds of an idle machine.</summary>
    private const int ProgramsInTheSuite = 60;

    private static readonly Lazy<string[]> s_corpus = new(static () => Directory.GetFiles(Path.Combine(Repository.Root, "tests", "Lmi.Analyzers.Corpus"), "*.cs", SearchOption.AllDirectories)
        .Where(static f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}"))
        .Order(StringComparer.Ordinal)
        .Select(File.ReadAllText)
        .ToArray());

    private static Gen<Mutated> Programs => Gen.Select(
        Gen.Int[0, s_corpus.Value.Length - 1],
        Gen.Int[0, s_corpus.Value.Length - 1],
        Gen.Select(Gen.Enum<Mutation>(), Gen.Int[0, 100_000], Gen.Int[0, 100_000]).Array[1, 6],
        Gen.Int[0, 60],
        static (file, other, mutations, delay) => new Mutated(SyntaxMutator.Apply(s_corpus.Value[file], s_corpus.Value[other], mutations), TimeSpan.FromMilliseconds(delay)));

    [Fact]
    public void Mutated_syntax()
    {
        var isLong = int.TryParse(Environment.GetEnvironmentVariable("LMI_MUTATION_SECONDS"), out var seconds);
        var others = isLong ? (ulong)Stopwatch.GetTimestamp() : 1;
        var elapsed = Stopwatch.StartNew();
        for (var program = 1u; isLong ? elapsed.Elapsed.TotalSeconds < seconds : program <= ProgramsInTheSuite; program++)
        {
            // A generator for each program: a failure names the seed of that program, and is made as small as it can be.
            Programs.Sample(static p => AssertAsync(p).GetAwaiter().GetResult(), seed: new PCG(program, others).ToString(), iter: 1, threads: 1, print: static p => p.Code);
        }
    }

    private static async Task AssertAsync(Mutated program)
    {
        var compilation = await Hostile.CompileAsync(program.Code);
        if (!Hostile.HasOperations(Hostile.Copy(compilation)))
        {
            return;
        }

        var expected = (await Verify.FullAsync(compilation)).Select(static d => d.ToString()).ToList();
        await Verify.LiveEqualsFullAsync(Hostile.Copy(compilation));
        await Hostile.AssertUnchangedByCancellationAsync(Hostile.Copy(compilation), program.Delay, expected);
    }

    private sealed record Mutated(string Code, TimeSpan Delay);
}

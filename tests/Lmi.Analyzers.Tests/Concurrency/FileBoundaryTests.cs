using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Lmi.Analyzers.Tests.Concurrency;

/// <summary>In which file a type stands must not change what is reported of it: a build of the whole says what an editor says that asks file by file.</summary>
public class FileBoundaryTests
{
    [Theory]
    [InlineData("Lmi.Analyzers.Corpus/Clean")]
    [InlineData("Lmi.Analyzers.Corpus/Hazards")]
    [InlineData("Lmi.Analyzers.Tests/Concurrency/Programs")]
    public async Task A_file_for_each_type_has_the_same_findings(string folder)
    {
        var different = new ConcurrentQueue<string>();
        var programs = 0;
        await Parallel.ForEachAsync(Directory.GetFiles(Path.Combine(Repository.Root, "tests", folder), "*.cs", SearchOption.AllDirectories), async (file, _) =>
        {
            var text = await File.ReadAllTextAsync(file);
            var files = CutProgram.Of(text);
            var uncut = await CutProgram.CompileAsync([text]);
            var cut = await CutProgram.CompileAsync(files);
            if (files.Length < 2 || Errors(cut) > Errors(uncut))
            {
                return;
            }

            Interlocked.Increment(ref programs);
            var whole = Lines(await Verify.FullAsync(uncut));
            var parts = Lines(await Verify.LiveAsync(cut));
            if (!whole.SequenceEqual(parts))
            {
                different.Enqueue($"{Path.GetFileName(file)}:\n  {string.Join("\n  ", whole.Except(parts).Select(static d => "whole " + d).Concat(parts.Except(whole).Select(static d => "cut " + d)))}");
            }
        });

        Assert.True(programs > 10, "too few programs have several types");
        Assert.True(different.IsEmpty, string.Join("\n", different.Order(StringComparer.Ordinal)));
    }

    private static int Errors(Compilation compilation) => compilation.GetDiagnostics().Count(static d => d.Severity == DiagnosticSeverity.Error);

    /// <summary>Each finding with the line of code that it stands on.</summary>
    private static List<string> Lines(IEnumerable<Diagnostic> found) => found
        .Select(static d => $"{d.Id} {d.GetMessage(null)}: {d.Location.SourceTree?.GetText().Lines[d.Location.GetLineSpan().StartLinePosition.Line].ToString().Trim()}")
        .Order(StringComparer.Ordinal).ToList();
}

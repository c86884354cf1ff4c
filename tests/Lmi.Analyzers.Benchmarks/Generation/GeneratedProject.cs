using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Lmi.Analyzers.Benchmarks.Generation;

/// <summary>
/// A Lambda code base of about so many lines: files of some 250 lines that call each other, with two hazards in each, or none. The same arguments give the same code.
/// </summary>
internal sealed class GeneratedProject
{
    public static readonly IReadOnlyList<Hazard> Hazards = [.. SharedStateHazards.All, .. FileAndMemoryHazards.All, .. ProcessHazards.All];

    private const int HazardsPerModule = 2;

    private GeneratedProject(IReadOnlyList<(string Name, string Text)> sources) => Sources = sources;

    public IReadOnlyList<(string Name, string Text)> Sources { get; }

    public int Lines => Sources.Sum(static s => s.Text.Count(static c => c == '\n'));

    public static GeneratedProject OfSize(int lines, bool hasHazards, bool isLambda)
    {
        var sources = new List<(string, string)>();
        for (var written = 0; written < lines;)
        {
            var text = Source(sources.Count, hasHazards, isLambda);
            written += text.Count(static c => c == '\n');
            sources.Add(($"M{sources.Count}.cs", text));
        }

        return new GeneratedProject(sources);
    }

    /// <summary>Just enough modules for each hazard to be there.</summary>
    public static GeneratedProject WithEachHazard() => new(
        Enumerable.Range(0, (Hazards.Count + HazardsPerModule - 1) / HazardsPerModule).Select(static m => ($"M{m}.cs", Source(m, hasHazards: true, isLambda: true))).ToList());

    private static string Source(int number, bool hasHazards, bool isLambda)
    {
        var steps = Enumerable.Range(number * HazardsPerModule, Module.Steps).Select(i => Hazards[i % Hazards.Count])
            .Select((hazard, i) => hasHazards && i < HazardsPerModule ? hazard.Members : hazard.Twin);
        return Module.Write(number, steps.ToList(), isLambda);
    }

    /// <summary>What a project needs besides sources to show the rules about files of the project.</summary>
    public static readonly IReadOnlyList<(string Name, string Text)> AdditionalFiles =
    [
        ("bench.lmi.txt", "thread-safe\n"),
        ("aws-lambda-tools-defaults.json", """{ "function-handler": "Bench::Bench.M0.Function::Gone" }""" + "\n"),
    ];

    /// <summary>A function's memory, for the rules that calculate, and a value that its option cannot take.</summary>
    public static readonly IReadOnlyList<(string Key, string Value)> Options = [("lmi_memory_mb", "8192"), ("lmi_large_buffer_kb", "plenty")];

    public void WriteTo(string directory)
    {
        foreach (var (name, text) in Sources)
        {
            File.WriteAllText(Path.Combine(directory, name), text);
        }
    }
}

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml.Linq;
using Lmi.Analyzers.Benchmarks.Generation;

namespace Lmi.Analyzers.Benchmarks;

/// <summary>
/// What analyzers add to the CPU time of a <c>dotnet build</c> that already runs the analyzers of the SDK, the compiler server off. Every round builds with each of them and without, one after
/// the other, so that a noisy minute hits all; the figure is the median of the differences within each round. A build is what is measured, not a method, so no benchmark library has a place here.
/// </summary>
internal static class BuildCost
{
    public static void Measure(BenchmarkArguments arguments, string directory, TextWriter output)
    {
        var contenders = Contenders(arguments);
        WriteProject(arguments, directory);
        var rounds = contenders.ToDictionary(static c => c.Name, static _ => new List<TimeSpan>());
        for (var round = 0; round <= arguments.Rounds; round++)
        {
            foreach (var (name, items) in contenders)
            {
                var cost = Build(directory, items);
                if (round > 0)
                {
                    // The first one fills the caches of the disk.
                    rounds[name].Add(cost);
                }
            }
        }

        var bare = rounds[contenders[0].Name];
        var median = Median(bare.Select(static t => t.TotalSeconds));
        output.WriteLine($"{"",-24} {"CPU s",8} {"added s",8} {"added",8}   least..most");
        foreach (var (name, _) in contenders)
        {
            var times = rounds[name].Select(static t => t.TotalSeconds).ToList();
            var added = Median(times.Zip(bare, static (with, without) => with - without.TotalSeconds));
            output.WriteLine($"{name,-24} {Median(times),8:0.00} {added,8:0.00} {added / median,8:0.0%}   {times.Min():0.00}..{times.Max():0.00}");
        }
    }

    private static List<(string Name, XElement[] Items)> Contenders(BenchmarkArguments arguments)
    {
        var contenders = new List<(string, XElement[])>
        {
            ("the build alone", []),
            ("an empty analyzer", [Analyzer(typeof(EmptyAnalyzer).Assembly.Location)]),
            (arguments.Rules.IsEmpty ? "Lmi.Analyzers" : string.Join(",", arguments.Rules.Order(StringComparer.Ordinal)), [Analyzer(arguments.Assembly)]),
        };
        if (arguments.Peer is { } peer)
        {
            contenders.Add((peer.Package, [new XElement("PackageReference", new XAttribute("Include", peer.Package), new XAttribute("Version", peer.Version), new XAttribute("PrivateAssets", "all"))]));
        }

        return contenders;
    }

    private static XElement Analyzer(string path) => new("Analyzer", new XAttribute("Include", path));

    private static TimeSpan Build(string directory, XElement[] items)
    {
        new XElement("Project", new XElement("ItemGroup", items)).Save(Path.Combine(directory, "Contender.props"));
        var project = Path.Combine(directory, "Bench.csproj");
        ChildProcessTime.Of("dotnet", "restore", "-v:q", project);
        return ChildProcessTime.Of("dotnet", "build", "-t:Rebuild", "--no-restore", "-v:q", "-nologo", "-m:1", "-nr:false", project);
    }

    private static void WriteProject(BenchmarkArguments arguments, string directory)
    {
        var references = new[] { typeof(Vosk.Model) }.Concat(arguments.IsLambda ? [typeof(Amazon.Lambda.Core.ILambdaContext)] : []).Select(static t => t.Assembly.Location);
        new XElement(
            "Project",
            new XAttribute("Sdk", "Microsoft.NET.Sdk"),
            new XElement(
                "PropertyGroup",
                new XElement("TargetFramework", $"net{Environment.Version.Major}.0"),
                new XElement("Nullable", "enable"),
                new XElement("UseSharedCompilation", "false")),
            new XElement("Import", new XAttribute("Project", "Contender.props")),
            new XElement("ItemGroup", references.Select(static r => new XElement("Reference", new XAttribute("Include", Path.GetFileNameWithoutExtension(r)), new XElement("HintPath", r)))))
            .Save(Path.Combine(directory, "Bench.csproj"));

        // The same for all contenders: only ours have these ids.
        var off = arguments.Rules.IsEmpty ? [] : OurRules.Ids.Except(arguments.Rules).Select(static id => $"dotnet_diagnostic.{id}.severity = none\n");
        File.WriteAllText(Path.Combine(directory, ".globalconfig"), "is_global = true\n" + string.Concat(off));

        // What lies above the temporary directory is no part of the measurement.
        foreach (var name in new[] { "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props" })
        {
            File.WriteAllText(Path.Combine(directory, name), "<Project />");
        }
    }

    internal static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[sorted.Count / 2 - 1] + sorted[sorted.Count / 2]) / 2;
    }
}

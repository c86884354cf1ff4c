using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.IO;
using System.Linq;

namespace Lmi.Analyzers.Benchmarks;

/// <summary>What the command line asks for.</summary>
internal sealed record BenchmarkArguments
{
    public const string Help = """
        dotnet run -c Release --project tests/Lmi.Analyzers.Benchmarks -- [options]

          --lines N               lines of generated code (100000)
          --rounds N              counted rounds, after one that is not (5)
          --clean                 code without hazards
          --no-lambda             code without a reference to Lambda
          --peer PACKAGE@VERSION  what to measure beside our rules (AsyncFixer@2.1.0); "none" for nothing
          --rules LMI1001,…       only these rules of ours
          --assembly PATH         another build of them, such as the one with machine code that the package has in tools
          --live                  the diagnostics of one file after one edit, in process, instead of a build
          --keep                  leave the generated code where it is, and say where
        """;

    public int Lines { get; init; } = 100_000;

    public int Rounds { get; init; } = 5;

    public bool HasHazards { get; init; } = true;

    public bool IsLambda { get; init; } = true;

    public (string Package, string Version)? Peer { get; init; } = ("AsyncFixer", "2.1.0");

    /// <summary>Empty: all of them.</summary>
    public ImmutableHashSet<string> Rules { get; init; } = [];

    /// <summary>The assembly of our rules that a build loads.</summary>
    public string Assembly { get; init; } = OurRules.Assembly;

    public bool IsLive { get; init; }

    public bool Keeps { get; init; }

    /// <summary>Throws <see cref="FormatException"/>, with what is wrong, for anything that is not in <see cref="Help"/>.</summary>
    public static BenchmarkArguments Parse(IEnumerable<string> arguments)
    {
        var parsed = new BenchmarkArguments();
        using var rest = arguments.GetEnumerator();
        while (rest.MoveNext())
        {
            var name = rest.Current;
            parsed = name switch
            {
                "--lines" => parsed with { Lines = Number() },
                "--rounds" => parsed with { Rounds = Number() },
                "--clean" => parsed with { HasHazards = false },
                "--no-lambda" => parsed with { IsLambda = false },
                "--peer" => parsed with { Peer = Package(Value()) },
                "--rules" => parsed with { Rules = Value().Split(',').Select(static id => id.Trim()).ToImmutableHashSet() },
                "--assembly" => parsed with { Assembly = Path.GetFullPath(Value()) },
                "--live" => parsed with { IsLive = true },
                "--keep" => parsed with { Keeps = true },
                _ => throw new FormatException($"'{name}' is not an option."),
            };

            string Value() => rest.MoveNext() ? rest.Current : throw new FormatException($"{name} needs a value.");
            int Number() => int.TryParse(Value(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : throw new FormatException($"{name} needs a number.");
        }

        if (parsed.Rules.Except(OurRules.Ids).FirstOrDefault() is { } unknown)
        {
            throw new FormatException($"There is no rule {unknown}.");
        }

        return File.Exists(parsed.Assembly) ? parsed : throw new FormatException($"There is no file {parsed.Assembly}.");
    }

    private static (string, string)? Package(string value) => value.Split('@') switch
    {
        ["none"] => null,
        [var package, var version] => (package, version),
        _ => throw new FormatException("--peer needs PACKAGE@VERSION."),
    };
}

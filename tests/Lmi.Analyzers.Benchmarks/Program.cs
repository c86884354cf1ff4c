using System;
using System.IO;
using System.Threading.Tasks;
using Lmi.Analyzers.Benchmarks.Generation;

namespace Lmi.Analyzers.Benchmarks;

/// <summary>Generates Lambda code and measures what our rules cost on it: in a build, or after one edit.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] commandLine)
    {
        BenchmarkArguments arguments;
        try
        {
            arguments = BenchmarkArguments.Parse(commandLine);
        }
        catch (FormatException e)
        {
            Console.Error.WriteLine(e.Message + "\n\n" + BenchmarkArguments.Help);
            return 1;
        }

        if (!arguments.IsLive && !ChildProcessTime.IsKnown)
        {
            Console.Error.WriteLine("Windows does not say how much CPU time a build and its compiler took. Run this on Linux or macOS, or with --live.");
            return 1;
        }

        var directory = Directory.CreateTempSubdirectory("lmi-bench-");
        try
        {
            var project = GeneratedProject.OfSize(arguments.Lines, arguments.HasHazards, arguments.IsLambda);
            Console.WriteLine($"{project.Lines:N0} lines in {project.Sources.Count} files, {(arguments.HasHazards ? "with" : "without")} hazards, {(arguments.IsLambda ? "with" : "without")} Lambda; {arguments.Rounds} rounds");
            if (arguments.IsLive)
            {
                await LiveCost.MeasureAsync(arguments, project, Console.Out);
            }
            else
            {
                project.WriteTo(directory.FullName);
                BuildCost.Measure(arguments, directory.FullName, Console.Out);
            }
        }
        finally
        {
            if (arguments.Keeps)
            {
                Console.WriteLine(directory.FullName);
            }
            else
            {
                directory.Delete(recursive: true);
            }
        }

        return 0;
    }
}

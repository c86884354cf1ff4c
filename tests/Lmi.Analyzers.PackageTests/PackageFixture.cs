using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;
using Amazon.Lambda.Core;
using Xunit;

namespace Lmi.Analyzers.PackageTests;

/// <summary>
/// Packs once, and builds all fresh projects in one build, in a temporary directory with a package cache of its own. The pack compiles into that
/// directory too, so it does not touch the outputs of the build that runs these tests.
/// </summary>
public sealed class PackageFixture : IAsyncLifetime
{
    private const string Version = "0.0.0-fresh";

    private readonly string _work = Directory.CreateTempSubdirectory("lmi-package-").FullName;

    public static string Root { get; } = Path.GetFullPath(typeof(PackageFixture).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static a => a.Key == "RepositoryRoot").Value!);

    /// <summary>The package.</summary>
    public string Package => Path.Combine(_work, "feed", $"Lmi.Analyzers.{Version}.nupkg");

    /// <summary>What the build of all fresh projects printed.</summary>
    public string BuildOutput { get; private set; } = "";

    /// <summary>What <c>dotnet format analyzers</c> did to the project Repaired: its source, and the error log of the build after it.</summary>
    public string RepairedSource { get; private set; } = "";

    public async Task InitializeAsync()
    {
        Succeeded(await CommandLine.DotnetAsync(
            Root, UserCache, "pack", "src/Lmi.Analyzers.Package", "-c", "Release", "-nologo", "-v", "q", "--artifacts-path", Path.Combine(_work, "artifacts"),
            "-o", Path.Combine(_work, "feed"), $"-p:Version={Version}", "-p:ContinuousIntegrationBuild=true"));

        WriteWorkspace();
        WriteProjects();
        Succeeded(await CommandLine.DotnetAsync(Fresh, Cache, "restore", "-nologo", "-v", "q"));
        BuildOutput = (await CommandLine.DotnetAsync(Fresh, Cache, "build", "--no-restore", "-nologo", "-v", "m")).Output;

        var repaired = Path.Combine(Fresh, "Repaired");
        Succeeded(await CommandLine.DotnetAsync(repaired, Cache, "format", "analyzers", "--no-restore", "--severity", "warn"));
        RepairedSource = await File.ReadAllTextAsync(Path.Combine(repaired, "Function.cs"));
        File.Delete(LogPath("Repaired"));
        Succeeded(await CommandLine.DotnetAsync(repaired, Cache, "build", "--no-restore", "-nologo", "-v", "m"));
    }

    public Task DisposeAsync()
    {
        Directory.Delete(_work, recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>The error log of the last build of a fresh project.</summary>
    internal Sarif Log(string project) => Sarif.Read(LogPath(project));

    private string Fresh => Path.Combine(_work, "fresh");

    private string Cache => Path.Combine(_work, "cache");

    /// <summary>For the pack, which is not under test: the cache of the user, so that nothing is downloaded twice.</summary>
    private static string UserCache =>
        Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } path ? path : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    private string LogPath(string project) => Path.Combine(Fresh, project, "log.sarif");

    private void WriteWorkspace()
    {
        Write("nuget.config", $"""<configuration><packageSources><add key="folder" value="{Path.Combine(_work, "feed")}" /></packageSources></configuration>""");
        Write("Directory.Build.props", "<Project><PropertyGroup><ErrorLog>$(MSBuildProjectDirectory)/log.sarif,version=2.1</ErrorLog></PropertyGroup></Project>");
        Write("Directory.Build.targets", """<Project><Target Name="SayAnalyzers" AfterTargets="CoreCompile"><Message Importance="high" Text="$(MSBuildProjectName) took @(Analyzer)" /></Target></Project>""");
        Write("global.json", File.ReadAllText(Path.Combine(Root, "global.json")));
    }

    private void WriteProjects()
    {
        var standIns = typeof(ILambdaContext).Assembly.Location;
        var names = new List<string>();
        Add("Net8", "net8.0", "", standIns, Sources.Hazards);
        Add("Net10", "net10.0", "", standIns, Sources.Hazards);
        Add("Strict", "net10.0", "<LmiAnalysisMode>Strict</LmiAnalysisMode>", standIns, Sources.Hazards);
        Add("All", "net10.0", "<LmiAnalysisMode>all</LmiAnalysisMode>", standIns, Sources.Hazards);
        Add("None", "net10.0", "<LmiAnalysisMode>None</LmiAnalysisMode>", standIns, Sources.Hazards);
        Add("Loud", "net10.0", "<LmiAnalysisMode>Loud</LmiAnalysisMode>", standIns, Sources.Hazards);
        Add("Tuned", "net10.0", "<LmiAnalysisMode>Strict</LmiAnalysisMode>", standIns, Sources.Hazards);
        Write("Tuned/.editorconfig", "root = true\n[*.cs]\ndotnet_diagnostic.LMI1001.severity = none\ndotnet_diagnostic.LMI1002.severity = warning\n");
        Add("OffByProperty", "net10.0", "<LmiScope>off</LmiScope>", standIns, Sources.Hazards);
        Add("OffByEditorConfig", "net10.0", "<LmiScope>library</LmiScope>", standIns, Sources.Hazards);
        Write("OffByEditorConfig/.editorconfig", "root = true\n[*.cs]\nlmi_scope = off\n");
        Add("Portable", "net10.0", "<LmiPrecompiled>false</LmiPrecompiled>", standIns, Sources.Hazards);
        Add("WithoutLambda", "net10.0", "", "", Sources.WithoutLambda);
        Add("Configured", "net10.0", "", standIns, Sources.Hazards);
        Write("Configured/aws-lambda-tools-defaults.json", """{ "function-handler": "Configured::Fresh.Function::Handel" }""");
        Write("Configured/own.lmi.txt", "thread-safe\n");
        Write("serverless.yml", "functions:\n  get:\n    handler: Configured::Fresh.Function::Gone\n");
        Add("Repaired", "net10.0", "", standIns, Sources.Hazards);
        Write("Fresh.slnx", "<Solution>\n" + string.Concat(names.Select(static n => $"  <Project Path=\"{n}/{n}.csproj\" />\n")) + "</Solution>\n");

        void Add(string name, string framework, string properties, string reference, string source)
        {
            names.Add(name);
            Write($"{name}/{name}.csproj", Sources.Project(framework, properties, reference, Version));
            Write($"{name}/Function.cs", source);
        }
    }

    private void Write(string path, string text)
    {
        var full = Path.Combine(Fresh, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }

    private static void Succeeded(CommandResult result) => Assert.True(result.ExitCode == 0, result.Output);
}

using System;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;

namespace Lmi.Analyzers.Options;

/// <summary>All options, on one screen. docs/configuration.md describes each.</summary>
internal static class LmiOptions
{
    /// <summary>Where invocations come from.</summary>
    public static readonly LmiOption<AnalysisScope> Scope = new("lmi_scope", "LmiScope", AnalysisScope.Auto, "auto, handlers, library or off", ParseScope);

    /// <summary>Concurrent invocations of one environment, or null: to be worked out from the memory.</summary>
    public static readonly LmiOption<int?> MaxConcurrency = new("lmi_max_concurrency", "LmiMaxConcurrency", null, "a whole number from 1 to 1600", Number(1, 1600));

    /// <summary>Memory of the function in MB, or null: not known.</summary>
    public static readonly LmiOption<int?> MemoryMb = new("lmi_memory_mb", "LmiMemoryMb", null, "a whole number of MB from 128 to 32768", Number(128, 32768));

    /// <summary>Memory for each vCPU in GiB, or null: not known.</summary>
    public static readonly LmiOption<int?> MemoryGibPerVcpu = new(
        "lmi_memory_gib_per_vcpu", "LmiMemoryGibPerVcpu", null, "2, 4 or 8", static raw => Number(2, 8)(raw) is (true, 2 or 4 or 8) valid ? valid : (false, null));

    /// <summary>From how many kB on a buffer is large.</summary>
    public static readonly LmiOption<int?> LargeBufferKb = new("lmi_large_buffer_kb", "LmiLargeBufferKb", 1024, "a whole number of kB from 1 to 2097151", Number(1, 2097151));

    /// <summary>Directories besides <c>/tmp</c> that all invocations share.</summary>
    public static readonly LmiOption<ImmutableArray<string>> TempRoots = new(
        "lmi_temp_roots", "LmiTempRoots", ImmutableArray<string>.Empty, "absolute directories, with commas between them", ParseRoots);

    /// <summary>Does a relative path count as shared by all invocations?</summary>
    public static readonly LmiOption<bool> RelativePaths = new(
        "lmi_relative_paths", "LmiRelativePaths", true, "true or false", static raw => (bool.TryParse(raw, out var value), value));

    public static readonly ImmutableArray<LmiOption> All = ImmutableArray.Create<LmiOption>(
        Scope, MaxConcurrency, MemoryMb, MemoryGibPerVcpu, LargeBufferKb, TempRoots, RelativePaths);

    private static (bool, AnalysisScope) ParseScope(string raw) => raw.ToLowerInvariant() switch
    {
        "auto" => (true, AnalysisScope.Auto),
        "handlers" => (true, AnalysisScope.Handlers),
        "library" => (true, AnalysisScope.Library),
        "off" => (true, AnalysisScope.Off),
        _ => (false, AnalysisScope.Auto),
    };

    private static Func<string, (bool, int?)> Number(int least, int most) => raw =>
        int.TryParse(raw, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most ? (true, value) : (false, null);

    private static (bool, ImmutableArray<string>) ParseRoots(string raw)
    {
        var roots = raw.Split(',').Select(static root => root.Trim()).Where(static root => root.Length > 0).ToImmutableArray();
        return (roots.All(static root => root[0] == '/'), roots);
    }
}

using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace Lmi.Analyzers.PackageTests;

/// <summary>Our results in the error log of one compilation (SARIF 2.1).</summary>
internal sealed class Sarif
{
    private Sarif(IReadOnlyList<SarifResult> results, IReadOnlyList<SarifRule> rules)
    {
        Results = results;
        Rules = rules;
    }

    /// <summary>What was reported under our ids, or because one of our analyzers failed.</summary>
    public IReadOnlyList<SarifResult> Results { get; }

    /// <summary>All rules of ours that the compiler loaded, reported or not.</summary>
    public IReadOnlyList<SarifRule> Rules { get; }

    /// <summary>The result ids, sorted, each as often as it was reported.</summary>
    public IReadOnlyList<string> Ids => Results.Select(static r => r.Id).Order(System.StringComparer.Ordinal).ToList();

    public static Sarif Read(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        var run = document.RootElement.GetProperty("runs")[0];
        return new Sarif(
            run.GetProperty("results").EnumerateArray().Select(SarifResult.Read).Where(static r => IsOurs(r.Id) || r.Id == "AD0001").ToList(),
            run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray().Select(SarifRule.Read).Where(static r => IsOurs(r.Id)).ToList());
    }

    private static bool IsOurs(string id) => id.StartsWith("LMI", System.StringComparison.Ordinal);
}

internal sealed record SarifResult(string Id, string Level, int Line, string Message)
{
    public static SarifResult Read(JsonElement result) => new(
        result.GetProperty("ruleId").GetString()!,
        result.GetProperty("level").GetString()!,
        result.TryGetProperty("locations", out var locations) && locations.GetArrayLength() > 0
            ? locations[0].GetProperty("physicalLocation").GetProperty("region").GetProperty("startLine").GetInt32()
            : 0,
        result.GetProperty("message").GetProperty("text").GetString()!);
}

internal sealed record SarifRule(string Id, string DefaultLevel, string HelpUri, string Category)
{
    public static SarifRule Read(JsonElement rule) => new(
        rule.GetProperty("id").GetString()!,
        rule.TryGetProperty("defaultConfiguration", out var configuration) && configuration.TryGetProperty("level", out var level) ? level.GetString()! : "warning",
        rule.TryGetProperty("helpUri", out var uri) ? uri.GetString()! : "",
        rule.GetProperty("properties").GetProperty("category").GetString()!);
}

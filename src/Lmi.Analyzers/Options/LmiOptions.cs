using System;
using System.Collections.Generic;
using Lmi.Analyzers.Concurrency;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Lmi.Analyzers.Options;

/// <summary>An option: an MSBuild property, and an .editorconfig key, which wins. A value that it cannot take counts as not set.</summary>
internal sealed class LmiOption<T>(string key, string? property, T defaultValue, Func<string, (bool, T)> parse, string values)
{
    public string Key { get; } = key;

    public string? Property { get; } = property;

    public T Default { get; } = defaultValue;

    /// <summary>For messages: what it can be.</summary>
    public string Values { get; } = values;

    public T Read(AnalyzerConfigOptionsProvider provider)
    {
        foreach (var (_, raw) in Raw(provider))
        {
            var (isValid, value) = parse(raw);
            if (isValid)
            {
                return value;
            }
        }

        return Default;
    }

    /// <summary>What is set, and cannot be: the name that sets it, and the value.</summary>
    public IEnumerable<(string Name, string Value)> Invalid(AnalyzerConfigOptionsProvider provider)
    {
        foreach (var (name, raw) in Raw(provider))
        {
            if (!parse(raw).Item1)
            {
                yield return (name, raw);
            }
        }
    }

    private IEnumerable<(string Name, string Value)> Raw(AnalyzerConfigOptionsProvider provider)
    {
        if (provider.GlobalOptions.TryGetValue(Key, out var configured) && configured.Trim().Length > 0)
        {
            yield return (Key, configured.Trim());
        }

        if (Property != null && provider.GlobalOptions.TryGetValue("build_property." + Property, out var property) && property.Trim().Length > 0)
        {
            yield return (Property, property.Trim());
        }
    }
}

/// <summary>All options, on one screen.</summary>
internal static class LmiOptions
{
    public static readonly LmiOption<AnalysisScope> Scope = new(
        "lmi_scope", "LmiScope", AnalysisScope.Auto, ParseScope, "auto, handlers, library or off");

    private static (bool, AnalysisScope) ParseScope(string value) => value.ToLowerInvariant() switch
    {
        "auto" => (true, AnalysisScope.Auto),
        "handlers" => (true, AnalysisScope.Handlers),
        "library" => (true, AnalysisScope.Library),
        "off" => (true, AnalysisScope.Off),
        _ => (false, AnalysisScope.Auto),
    };
}

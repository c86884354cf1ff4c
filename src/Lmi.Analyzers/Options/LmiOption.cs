using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Lmi.Analyzers.Options;

/// <summary>What can be said of an option whatever its type. Who wins: the <c>.editorconfig</c> key for a file, the key in a <c>.globalconfig</c>, the MSBuild property, the default.</summary>
internal abstract class LmiOption(string key, string property, string values)
{
    /// <summary>The key in <c>.editorconfig</c> and <c>.globalconfig</c>.</summary>
    public string Key { get; } = key;

    /// <summary>The MSBuild property.</summary>
    public string Property { get; } = property;

    /// <summary>What it can be set to, for people.</summary>
    public string Values { get; } = values;

    /// <summary>Each setting, by key or property, that the option cannot take; once for each value.</summary>
    public IEnumerable<(string Name, string Value)> Invalid(AnalyzerConfigOptionsProvider provider, IEnumerable<SyntaxTree> trees)
    {
        var seen = new HashSet<(string, string)>();
        foreach (var setting in Settings(provider, trees))
        {
            if (!Takes(setting.Value) && seen.Add(setting))
            {
                yield return setting;
            }
        }
    }

    protected abstract bool Takes(string value);

    /// <summary>All that is set, the winner first. An empty value is no setting: MSBuild hands over properties that nobody has set.</summary>
    protected IEnumerable<(string Name, string Value)> Settings(AnalyzerConfigOptionsProvider provider, IEnumerable<SyntaxTree> trees)
    {
        foreach (var tree in trees)
        {
            if (Get(provider.GetOptions(tree), Key) is { } forFile)
            {
                yield return (Key, forFile);
            }
        }

        if (Get(provider.GlobalOptions, Key) is { } forAll)
        {
            yield return (Key, forAll);
        }

        if (Get(provider.GlobalOptions, "build_property." + Property) is { } property)
        {
            yield return (Property, property);
        }
    }

    private static string? Get(AnalyzerConfigOptions options, string key) => options.TryGetValue(key, out var value) && value.Trim() is { Length: > 0 } trimmed ? trimmed : null;
}

/// <summary>An option. A value that it cannot take counts as not set.</summary>
internal sealed class LmiOption<T>(string key, string property, T defaultValue, string values, Func<string, (bool IsValid, T Value)> parse) : LmiOption(key, property, values)
{
    public T Default { get; } = defaultValue;

    /// <summary>The value for one file.</summary>
    public T Read(AnalyzerConfigOptionsProvider provider, SyntaxTree tree) => Read(provider, new[] { tree });

    /// <summary>
    /// The value for a whole compilation: that of the first file for which an <c>.editorconfig</c> sets the key, or else what is set for all. Costs one
    /// look-up for each file.
    /// </summary>
    public T Read(AnalyzerConfigOptionsProvider provider, IEnumerable<SyntaxTree> trees)
    {
        foreach (var (_, raw) in Settings(provider, trees))
        {
            if (parse(raw) is { IsValid: true } parsed)
            {
                return parsed.Value;
            }
        }

        return Default;
    }

    protected override bool Takes(string value) => parse(value).IsValid;
}

using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading.Tasks;
using Amazon.Lambda.Core;

namespace Corpus.Clean.LazyInsideConcurrent;

public record Render(string Template, Dictionary<string, string> Values);

public sealed class Template
{
    private readonly List<(bool IsName, string Text)> _parts = [];

    public static Template Parse(string source)
    {
        var template = new Template();
        var isName = false;
        foreach (var part in source.Split('$'))
        {
            template._parts.Add((isName, part));
            isName = !isName;
        }

        return template;
    }

    public string Fill(IReadOnlyDictionary<string, string> values)
    {
        var text = "";
        foreach (var (isName, part) in _parts)
        {
            text += isName && values.TryGetValue(part, out var value) ? value : part;
        }

        return text;
    }
}

/// <summary>One Lazy for each of a fixed set of keys: the factory of a key runs once, the others do not wait.</summary>
public class Function
{
    private static readonly ConcurrentDictionary<string, Lazy<Template>> Templates = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, Lazy<Task<string>>> Sources = new(StringComparer.Ordinal);

    public async Task<string> Handle(Render render, ILambdaContext context)
    {
        var name = render.Template is "invoice" or "reminder" ? render.Template : "default";
        var source = await Sources.GetOrAdd(name, static n => new Lazy<Task<string>>(() => ReadAsync(n))).Value;
        var template = Templates.GetOrAdd(name, static (_, s) => new Lazy<Template>(() => Template.Parse(s)), source).Value;
        return template.Fill(render.Values);
    }

    private static async Task<string> ReadAsync(string name)
    {
        await Task.Yield();
        return name + " for $customer$";
    }
}

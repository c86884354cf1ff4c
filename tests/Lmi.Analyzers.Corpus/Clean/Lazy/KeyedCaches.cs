using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading.Tasks;
using Amazon.Lambda.Annotations;

namespace Corpus.Clean.KeyedCaches;

public sealed record Template(string Name, ImmutableArray<string> Parts);

/// <summary>Caches by key: what is kept is complete, never changed, and found again only under the key it was made for.</summary>
public class TemplateFunctions
{
    private static readonly ConcurrentDictionary<(string Tenant, string Name), Template> s_templates = new();
    private readonly ConcurrentDictionary<string, Task<int>> _limits = new(StringComparer.Ordinal);

    [LambdaFunction]
    public async Task<string> Render(string tenant, string name, Dictionary<string, string> values)
    {
        var template = s_templates.GetOrAdd((tenant, name), static key => Parse(key.Name));
        var limit = await _limits.GetOrAdd(tenant, LimitAsync);
        var parts = template.Parts.ToBuilder();
        for (var i = 0; i < parts.Count && i < limit; i++)
        {
            if (values.TryGetValue(parts[i], out var value))
            {
                parts[i] = value;
            }
        }

        return string.Concat(parts);
    }

    [LambdaFunction]
    public bool Forget(string tenant, string name) => s_templates.TryRemove((tenant, name), out _);

    private static Template Parse(string name)
    {
        var parts = ImmutableArray.CreateBuilder<string>();
        foreach (var part in name.Split('-'))
        {
            parts.Add(part);
        }

        return new Template(name, parts.ToImmutable());
    }

    private static async Task<int> LimitAsync(string tenant)
    {
        await Task.Delay(1);
        return tenant.Length;
    }
}

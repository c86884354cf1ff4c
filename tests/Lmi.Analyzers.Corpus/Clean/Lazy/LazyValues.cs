using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Amazon.Lambda.Core;

namespace Corpus.Clean.LazyValues;

/// <summary>Lazy of a value, of a task, of a filled dictionary, and Lazy inside a concurrent dictionary.</summary>
public class Function
{
    private static readonly Lazy<Dictionary<string, int>> s_codes = new(Load);
    private static readonly Lazy<Task<string>> s_token = new(FetchTokenAsync, LazyThreadSafetyMode.ExecutionAndPublication);
    private readonly ConcurrentDictionary<string, Lazy<Profile>> _profiles = new();
    private readonly Lazy<TimeZoneInfo> _zone;
    private int _zoneLookups;

    public Function()
    {
        _zone = new Lazy<TimeZoneInfo>(() =>
        {
            _zoneLookups++; // the factory runs once, under the lock of the Lazy
            return TimeZoneInfo.Utc;
        });
    }

    public async Task<string> Handle(string user, ILambdaContext context)
    {
        var profile = _profiles.GetOrAdd(user, static key => new Lazy<Profile>(() => Profile.Build(key))).Value;
        var token = await s_token.Value;
        return $"{profile.Name} {s_codes.Value.GetValueOrDefault(user)} {token} {_zone.Value.Id}";
    }

    private static Dictionary<string, int> Load()
    {
        var codes = new Dictionary<string, int>();
        codes["de"] = 49;
        codes.Add("fr", 33);
        return codes;
    }

    private static async Task<string> FetchTokenAsync()
    {
        await Task.Delay(5);
        return Guid.NewGuid().ToString("N");
    }
}

public sealed class Profile
{
    public string Name { get; private set; } = "";
    public List<string> Roles { get; } = [];

    public static Profile Build(string user)
    {
        var profile = new Profile();
        profile.Name = user.Trim();
        profile.Roles.Add("reader");
        return profile;
    }
}

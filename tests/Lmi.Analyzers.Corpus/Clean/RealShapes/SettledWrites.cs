using System;
using System.Net.Http;
using System.Threading.Tasks;
using Amazon.Lambda.Core;

namespace Corpus.Clean.SettledWrites;

/// <summary>However many write at once, the storage says the same afterwards: there is nothing that a lock could keep.</summary>
public sealed class Postage
{
    private static readonly HttpClient Http = new();
    private static readonly Settings Options = new();
    private static bool s_traced = false;
    private static string s_table;
    private static int s_limit;
    private string _region;
    private bool _available = true;

    public async Task<string> Handle(string parcel, ILambdaContext context)
    {
        Options.Folder = "/var/task/rates";
        s_traced = false;
        s_table = Environment.GetEnvironmentVariable("TABLE") ?? "rates";
        s_limit = int.Parse(Environment.GetEnvironmentVariable("LIMIT") ?? "10");
        _region = "eu-" + Environment.GetEnvironmentVariable("REGION");
        parcel += s_table + s_limit + _region;
        if (!_available)
        {
            return "unknown";
        }

        try
        {
            return await Http.GetStringAsync("https://rates.example/" + parcel);
        }
        catch (HttpRequestException)
        {
            _available = false;
            return s_traced + Options.Name;
        }
    }

    public sealed class Settings
    {
        public string Folder { get; set; } = "";

        public string Name => "rates";
    }
}

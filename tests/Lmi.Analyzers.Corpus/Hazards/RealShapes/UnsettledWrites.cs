using System;
using System.Net.Http;
using System.Threading.Tasks;
using Amazon.Lambda.Core;

namespace Corpus.Hazards.UnsettledWrites;

/// <summary>One invocation clears what another has just set: what stands afterwards is an accident.</summary>
public sealed class Postage
{
    private static readonly HttpClient Http = new();
    private static readonly Settings Options = new();
    private static bool s_started;
    private static string s_table = "";
    private bool _available = true;

    public async Task<string> Handle(string parcel, ILambdaContext context)
    {
        Load(parcel.Length > 3 ? "NEAR" : "FAR");
        Options.Folder = "/var/task/rates"; //! LMI1002
        if (!s_started) //! LMI1003 #started
        {
            Http.Timeout.ToString();
            s_started = true; //! LMI1003 #started
        }

        try
        {
            var rate = await Http.GetStringAsync("https://rates.example/" + parcel);
            _available = true; //! LMI1002 #available
            return rate;
        }
        catch (HttpRequestException)
        {
            _available = false; //! LMI1002 #available
            Options.Folder = "/var/task/none";
            return _available ? "again" : "unknown";
        }
    }

    private static void Load(string variable) => s_table = Environment.GetEnvironmentVariable(variable) + s_table.Length; //! LMI1002

    public sealed class Settings
    {
        public string Folder { get; set; } = "";
    }
}

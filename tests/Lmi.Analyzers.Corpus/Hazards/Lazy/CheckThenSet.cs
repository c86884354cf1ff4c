using System.IO;
using System.Text.Json;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;

namespace Corpus.Hazards.CheckThenSet;

public sealed record Configuration(string Endpoint, int Retries);

/// <summary>Checked, then set: with ==, `is null`, string.IsNullOrEmpty and a pattern. The locked form of the first is the twin.</summary>
public class Function
{
    private static readonly object s_gate = new();
    private static Configuration? s_configuration;
    private static Configuration? s_guarded;
    private static byte[]? s_template;
    private string _banner = "";

    public APIGatewayProxyResponse Handle(APIGatewayProxyRequest request, ILambdaContext context)
    {
        if (s_configuration == null) //! LMI1003 #configuration
        {
            s_configuration = Load(); //! LMI1003 #configuration
        }

        Configuration? own = null;
        if (own == null)
        {
            own = s_configuration with { Retries = 1 };
        }

        return new APIGatewayProxyResponse { StatusCode = own.Retries, Body = Guarded().Endpoint + Template().Length + Banner() };
    }

    private static Configuration Guarded()
    {
        if (s_guarded == null)
        {
            lock (s_gate)
            {
                if (s_guarded == null)
                {
                    s_guarded = Load();
                }
            }
        }

        return s_guarded;
    }

    private static byte[] Template()
    {
        if (s_template is null) //! LMI1003 #template
            s_template = File.ReadAllBytes("template.html"); //! LMI1003 #template
        return s_template;
    }

    private string Banner()
    {
        if (string.IsNullOrEmpty(_banner)) //! LMI1003|LMI1002 #banner
        {
            _banner = File.ReadAllText("banner.txt"); //! LMI1003|LMI1002 #banner
        }

        return _banner;
    }

    private static Configuration Load() => JsonSerializer.Deserialize<Configuration>(File.ReadAllText("settings.json"))!;
}

using System.Collections.Generic;
using System.Threading.Tasks;
using Amazon.Lambda.Annotations;
using Amazon.Lambda.Annotations.APIGateway;
using Microsoft.Extensions.DependencyInjection;

namespace Corpus.Hazards.FilledAfterPublication;

/// <summary>The map is published empty and filled afterwards: the unlocked check of a racer finds it half full.</summary>
public sealed class Regions
{
    private readonly object _gate = new();
    private Dictionary<string, string>? _early;
    private Dictionary<string, string>? _complete;

    public string? Early(string code)
    {
        if (_early == null) //! LMI1003|LMI1001 #early
        {
            lock (_gate)
            {
                if (_early == null)
                {
                    _early = new Dictionary<string, string>(); //! LMI1003|LMI1001 #early
                    _early["eu"] = "Europe"; //! LMI1003|LMI1001 #early
                    _early["us"] = "America"; //? LMI1001
                }
            }
        }

        return _early.GetValueOrDefault(code);
    }

    public string? Complete(string code)
    {
        if (_complete == null)
        {
            lock (_gate)
            {
                if (_complete == null)
                {
                    var map = new Dictionary<string, string>();
                    map["eu"] = "Europe";
                    map["us"] = "America";
                    _complete = map;
                }
            }
        }

        return _complete.GetValueOrDefault(code);
    }
}

[LambdaStartup]
public class Startup
{
    public void ConfigureServices(IServiceCollection services) => services.AddSingleton<Regions>();
}

public class RegionFunction(Regions regions)
{
    [LambdaFunction]
    [RestApi(LambdaHttpMethod.Get, "/region/{code}")]
    public Task<string> Get([FromRoute] string code) => Task.FromResult(regions.Early(code) + regions.Complete(code));
}

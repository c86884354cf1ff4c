using System;
using System.Globalization;
using Amazon.Lambda.AspNetCoreServer;
using Microsoft.AspNetCore.Mvc;

public class LambdaEntryPoint : APIGatewayProxyFunction;

public static class Defaults
{
    public static Func<string>? Unit { get; set; }
}

/// <summary>Each request builds one, and each sets the same.</summary>
public abstract class ApiController : ControllerBase
{
    protected ApiController() => Configure();

    private static void Configure()
    {
        Environment.SetEnvironmentVariable("UNIT", "kg");
        AppContext.SetSwitch("Metric", true);
    }
}

public class WeightController : ApiController
{
    private readonly string _culture;

    public WeightController(string culture)
    {
        _culture = culture;
        {|LMI4001:CultureInfo.DefaultThreadCurrentCulture|} = new CultureInfo(culture);
    }

    [HttpGet]
    public string Get(string unit)
    {
        {|LMI4001:Environment.SetEnvironmentVariable|}("UNIT", "kg");
        return unit + _culture;
    }
}

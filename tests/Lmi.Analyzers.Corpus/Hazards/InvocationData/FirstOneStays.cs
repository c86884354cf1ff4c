using System.Threading.Tasks;
using Amazon.Lambda.Annotations;
using Amazon.Lambda.Annotations.APIGateway;
using Amazon.Lambda.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Corpus.Hazards.FirstOneStays;

public interface ILanguage
{
    void Use(string language);

    string Greet();
}

/// <summary>`??=` with data of the invocation: the first caller's language is everybody's. Scoped, the same class is right.</summary>
public sealed class StickyLanguage : ILanguage
{
    private string? _language;

    public void Use(string language) => _language ??= language; //! LMI1006

    public string Greet() => _language == "de" ? "Hallo" : "Hello";
}

public sealed class RequestLanguage
{
    private string? _language;

    public void Use(string language) => _language ??= language;

    public string Greet() => _language == "de" ? "Hallo" : "Hello";
}

[LambdaStartup]
public class Startup
{
    public void ConfigureServices(IServiceCollection services)
    {
        services.AddSingleton<ILanguage, StickyLanguage>();
        services.AddScoped<RequestLanguage>();
    }
}

public class GreetFunction(ILanguage language)
{
    private ILambdaContext? _context;

    [LambdaFunction]
    [HttpApi(LambdaHttpMethod.Get, "/greet/{code}")]
    public async Task<string> Greet([FromRoute] string code, ILambdaContext context, [FromServices] RequestLanguage own)
    {
        _context ??= context; //! LMI1006
        language.Use(code);
        own.Use(code);
        await Task.Yield();
        return language.Greet() + own.Greet() + _context.FunctionName;
    }
}

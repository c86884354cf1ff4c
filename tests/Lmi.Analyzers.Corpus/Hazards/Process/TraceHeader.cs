using System;
using System.Net.Http;
using System.Threading.Tasks;
using Amazon.Lambda.Core;

namespace Corpus.Hazards.Process.TraceHeader;

public class Function
{
    private const string Variable = "_X_AMZN_TRACE_ID";
    private static readonly HttpClient Http = new();

    public async Task<string> Handle(string input, ILambdaContext context)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://example.com/" + input);
        request.Headers.Add("X-Amzn-Trace-Id", Environment.GetEnvironmentVariable(Variable)); //! LMI4002
        using var response = await Http.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }
}

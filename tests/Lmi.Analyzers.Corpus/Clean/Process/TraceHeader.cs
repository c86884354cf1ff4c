using System.Net.Http;
using System.Threading.Tasks;
using Amazon.Lambda.Core;

namespace Corpus.Clean.Process.TraceHeader;

public class Function
{
    private static readonly HttpClient Http = new();

    public async Task<string> Handle(string input, ILambdaContext context)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://example.com/" + input);
        request.Headers.Add("X-Amzn-Trace-Id", context.TraceId ?? LambdaTraceProvider.CurrentTraceId);
        using var response = await Http.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }
}

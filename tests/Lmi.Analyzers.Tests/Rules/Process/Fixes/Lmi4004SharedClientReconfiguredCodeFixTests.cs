using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.Rules.Process;
using Xunit;

namespace Lmi.Analyzers.Tests.Rules.Process.Fixes;

/// <summary>Headers move from the client to the request.</summary>
public class Lmi4004SharedClientReconfiguredCodeFixTests
{
    [Fact]
    public Task A_request_is_made_for_them() => VerifyFix<Lmi4004SharedClientReconfiguredCodeFix>.RepairsAsync(
        Function("""
                    // who asks
                    {|LMI4004:Http.DefaultRequestHeaders.Authorization|} = new AuthenticationHeaderValue("Bearer", input);
                    Http.DefaultRequestHeaders.Accept.Add(new("text/plain"));
                    using var response = await Http.GetAsync("https://example.com/" + input);
                    return await response.Content.ReadAsStringAsync();
            """),
        Function("""
                    // who asks
                    using var request = new HttpRequestMessage(HttpMethod.Get, "https://example.com/" + input);
                    request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", input);
                    request.Headers.Accept.Add(new("text/plain"));
                    using var response = await Http.SendAsync(request);
                    return await response.Content.ReadAsStringAsync();
            """));

    [Fact]
    public Task A_request_that_is_there_takes_them() => VerifyFix<Lmi4004SharedClientReconfiguredCodeFix>.RepairsAsync(
        Function("""
                    using var message = new HttpRequestMessage(HttpMethod.Get, input);
                    {|LMI4004:Http.DefaultRequestHeaders.Authorization|} = new AuthenticationHeaderValue("Bearer", input);
                    using var response = await Http.SendAsync(message);
                    return await response.Content.ReadAsStringAsync();
            """),
        Function("""
                    using var message = new HttpRequestMessage(HttpMethod.Get, input);
                    message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", input);
                    using var response = await Http.SendAsync(message);
                    return await response.Content.ReadAsStringAsync();
            """));

    [Fact]
    public Task A_short_cut_is_written_out() => VerifyFix<Lmi4004SharedClientReconfiguredCodeFix>.RepairsAsync(
        Function("""
                    {|LMI4004:Http.DefaultRequestHeaders.Add|}("X-Tenant", input);
                    return await Http.GetStringAsync("https://example.com");
            """),
        Function("""
                    using var request = new HttpRequestMessage(HttpMethod.Get, "https://example.com");
                    request.Headers.Add("X-Tenant", input);
                    using var response = await Http.SendAsync(request);
                    response.EnsureSuccessStatusCode();
                    return await response.Content.ReadAsStringAsync();
            """));

    [Theory]
    [InlineData("two requests", "Http.DefaultRequestHeaders.Add(\"X\", input); await Http.GetStringAsync(input); return await Http.GetStringAsync(input);")]
    [InlineData("cleared first", "Http.DefaultRequestHeaders.Clear(); Http.DefaultRequestHeaders.Add(\"X\", input); return await Http.GetStringAsync(input);")]
    [InlineData("an address", "Http.BaseAddress = new System.Uri(input); return await Http.GetStringAsync(\"/\");")]
    [InlineData("the request is elsewhere", "Http.DefaultRequestHeaders.Add(\"X\", input); return await Send(input); static Task<string> Send(string s) => Http.GetStringAsync(s);")]
    public Task Not_offered(string why, string statements)
    {
        Assert.NotEmpty(why);
        return VerifyFix<Lmi4004SharedClientReconfiguredCodeFix>.OffersAsync(Function(statements));
    }

    private static string Function(string statements) => $$"""
        using System.Net.Http;
        using System.Net.Http.Headers;
        using System.Threading.Tasks;
        using Amazon.Lambda.Core;

        public class Function
        {
            private static readonly HttpClient Http = new();

            public async Task<string> Handle(string input, ILambdaContext context)
            {
        {{statements}}
            }
        }
        """;
}

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
    public Task What_was_set_before_need_not_be_taken_away() => VerifyFix<Lmi4004SharedClientReconfiguredCodeFix>.RepairsAsync(
        Function("""
                    var path = input;

                    // not that of the one before
                    {|LMI4004:Http.DefaultRequestHeaders.Remove|}("X-Key");
                    Http.DefaultRequestHeaders.Accept.Clear();
                    // whose key
                    Http.DefaultRequestHeaders.Add("X-Key", input);
                    Http.DefaultRequestHeaders.Accept.Add(new("text/plain"));
                    return await Http.GetStringAsync("https://example.com/" + path);
            """),
        Function("""
                    var path = input;

                    using var request = new HttpRequestMessage(HttpMethod.Get, "https://example.com/" + path);
                    // not that of the one before
                    // whose key
                    request.Headers.Add("X-Key", input);
                    request.Headers.Accept.Add(new("text/plain"));
                    using var response = await Http.SendAsync(request);
                    response.EnsureSuccessStatusCode();
                    return await response.Content.ReadAsStringAsync();
            """));

    [Fact]
    public Task Declarations_may_stand_between() => VerifyFix<Lmi4004SharedClientReconfiguredCodeFix>.RepairsAsync(
        Function("""
                    {|LMI4004:Http.DefaultRequestHeaders.Authorization|} = new AuthenticationHeaderValue("Bearer", input);
                    var url = "https://example.com/" + input;

                    // The order.
                    using var response = await Http.GetAsync(url);
                    return await response.Content.ReadAsStringAsync();
            """),
        Function("""
                    var url = "https://example.com/" + input;

                    // The order.
                    using var request = new HttpRequestMessage(HttpMethod.Get, url);
                    request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", input);
                    using var response = await Http.SendAsync(request);
                    return await response.Content.ReadAsStringAsync();
            """));

    [Theory]
    [InlineData("return (await Http.GetFromJsonAsync<string>(input))!;", """
                    using var request = new HttpRequestMessage(HttpMethod.Get, input);
                    request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", input);
                    using var response = await Http.SendAsync(request);
                    response.EnsureSuccessStatusCode();
                    return (await response.Content.ReadFromJsonAsync<string>())!;
            """)]
    [InlineData("using var answer = await Http.PostAsJsonAsync(input, input.Length); return answer.ToString();", """
                    using var request = new HttpRequestMessage(HttpMethod.Post, input) { Content = JsonContent.Create(input.Length) };
                    request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", input);
                    using var answer = await Http.SendAsync(request); return answer.ToString();
            """)]
    public Task Json_is_sent_and_read_as_content(string statements, string after) => VerifyFix<Lmi4004SharedClientReconfiguredCodeFix>.RepairsAsync(
        Function("""
                    {|LMI4004:Http.DefaultRequestHeaders.Authorization|} = new AuthenticationHeaderValue("Bearer", input);
            """ + "\n        " + statements),
        Function(after));

    [Theory]
    [InlineData("Http.DefaultRequestHeaders.Remove(\"X-Other\"); Http.DefaultRequestHeaders.Add(\"X-Key\", input); return await Http.GetStringAsync(input);")]
    [InlineData("Http.DefaultRequestHeaders.Clear(); Http.DefaultRequestHeaders.Add(\"X-Key\", input); return await Http.GetStringAsync(input);")]
    [InlineData("Http.DefaultRequestHeaders.Add(\"X-Key\", input); input = input.Trim(); return await Http.GetStringAsync(input);")]
    [InlineData("Http.DefaultRequestHeaders.Add(\"X-Key\", input.Trim()); var url = input.ToLower(); return await Http.GetStringAsync(url);")]
    public Task What_cannot_be_said_of_one_request_stays(string statements) => VerifyFix<Lmi4004SharedClientReconfiguredCodeFix>.OffersAsync(Function(statements));

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
        using System.Net.Http.Json;
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

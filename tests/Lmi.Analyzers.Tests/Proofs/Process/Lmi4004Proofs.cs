using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.Rules.Process;
using Xunit;

namespace Lmi.Analyzers.Tests.Proofs.Process;

/// <summary>What belongs to one request is set on that request.</summary>
public class Lmi4004Proofs
{
    [Fact]
    public Task Headers_stress_only_because_HttpClient_is_outside_of_Coyote() => Proof.FailsAndIsRepairedUnderStressAsync<Lmi4004SharedClientReconfiguredCodeFix>("Set the headers", """
        using System.Net.Http;
        using System.Net.Http.Headers;

        /// <summary>Answers with the credentials that it was sent.</summary>
        public sealed class Echo : HttpMessageHandler
        {
            protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
                Task.FromResult(new HttpResponseMessage { Content = new StringContent(request.Headers.Authorization?.Parameter ?? "nobody") });
        }

        /// <summary>Takes as long to make as real credentials, so that others get their turn between the header and the call.</summary>
        public sealed class Address : Uri
        {
            public Address(string address) : base(address) => Window.Open();
        }

        public class Function
        {
            private readonly HttpClient _http = new(new Echo());

            public async Task<string> Handle(string customer, ILambdaContext context)
            {
                _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", customer);
                using var response = await _http.GetAsync(new Address("https://orders.example/"));
                return await response.Content.ReadAsStringAsync();
            }
        }

        public static class Case
        {
            private static readonly Function s_function = new();
            private static int s_others;

            public static async Task Invoke(int number)
            {
                if (await s_function.Handle("customer" + number, null!) != "customer" + number)
                {
                    Interlocked.Increment(ref s_others);
                }
            }

            public static string? Check(int invocations) => s_others == 0 ? null : $"{s_others} requests went out with the credentials of another customer";
        }
        """);
}

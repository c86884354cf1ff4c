using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading.Tasks;

namespace WebApi;

/// <summary>The twin of <see cref="CustomerClient"/>: what belongs to a request is on the request, and nobody waits on a thread.</summary>
public class CatalogClient(IHttpClientFactory clients)
{
    public async Task<string> FindAsync(string id, string token)
    {
        await AuditAsync(id);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await GetAsync(id, token);
            }
            catch (HttpRequestException) when (attempt < 3)
            {
                await Task.Delay(100 * attempt);
            }
        }
    }

    private async Task<string> GetAsync(string id, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, id);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await clients.CreateClient("catalog").SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }

    private static async Task AuditAsync(string id)
    {
        await Task.Delay(1);
        Console.WriteLine("asked for " + id);
    }
}

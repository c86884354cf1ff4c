using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;

namespace WebApi;

/// <summary>As one writes it where each process has one request at a time. Registered as a singleton, so every request shares it.</summary>
public class CustomerClient
{
    private readonly HttpClient _http = new();

    public string Find(string id, string token)
    {
        Environment.SetEnvironmentVariable("CUSTOMER", id); // LMI4001: the process has one environment
        Audit(id);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return GetAsync(id, token).Result; // LMI4005: holds a thread of the pool
            }
            catch (Exception) when (attempt < 3)
            {
                Thread.Sleep(100 * attempt); // LMI4005
            }
        }
    }

    private async Task<string> GetAsync(string id, string token)
    {
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token); // LMI4004: goes out with the requests of others
        using var response = await _http.GetAsync("https://customers.example.com/" + id);
        return await response.Content.ReadAsStringAsync();
    }

    private static async void Audit(string id) // LMI4003: its exceptions end the process
    {
        await Task.Delay(1);
        Console.WriteLine("asked for " + id);
    }
}

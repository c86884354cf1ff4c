using System;
using System.Net.Http;
using System.Threading.Tasks;
using Amazon.Lambda.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using WebApi;

// An ASP.NET Core application on Lambda. The customer side is written as for one request at a time, and is reported;
// the catalog side does the same things right, and nothing of it is.
var builder = WebApplication.CreateBuilder(args);
builder.Services.AddAWSLambdaHosting(LambdaEventSource.HttpApi);
builder.Services.AddControllers();
builder.Services.AddSingleton<CustomerClient>();
builder.Services.AddSingleton<CatalogClient>();
builder.Services.AddHttpClient("catalog", client => client.BaseAddress = new Uri("https://catalog.example.com"));
var app = builder.Build();
app.UseMiddleware<TraceMiddleware>();
app.MapControllers();

var calls = 0;
app.MapGet("/customers/{id}", (string id, HttpContext context, CustomerClient customers) =>
{
    calls++; // LMI1002: a local of Main that all requests share
    return customers.Find(id, context.Request.Headers.Authorization.ToString());
});

app.MapGet("/catalog/{id}", (string id, HttpContext context, CatalogClient catalog) => catalog.FindAsync(id, context.Request.Headers.Authorization.ToString()));
app.Run();

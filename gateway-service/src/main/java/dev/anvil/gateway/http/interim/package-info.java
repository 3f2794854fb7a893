/**
 * The interim answer {@code 100 Continue}, with its reason. Tomcat leaves the reason out, as the standard allows, but the
 * AWS CLI and boto3 take a status line of two words for the end of the conversation. So the line is completed on its way out,
 * and only there where Tomcat can be writing nothing else: on the thread that asks for the first byte of an expected body.
 */
@NullMarked
package dev.anvil.gateway.http.interim;

import org.jspecify.annotations.NullMarked;
